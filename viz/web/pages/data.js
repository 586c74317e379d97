// What the graph rests on: sources, coverage, facts with one source, figures that differ, plans. Every number leads on.
import * as api from "../api.js";
import { bars } from "../bars.js";
import * as queries from "../data-queries.js";
import { fill, h } from "../dom.js";
import { number, t } from "../i18n.js";
import { typeBadge, typeColor } from "../ontology.js";
import { download } from "../result-view.js";
import { address } from "../routes.js";
import { emptyState, errorText, loading } from "../states.js";
import { entityId, pageOf } from "../terms.js";

const ROWS = 40; // of a table
const BARS = 15;
const ask = (query) => address("sparql", "", { query: queries.prefixed(query) });
const question = (name, values = {}) => address("sparql", "", { question: name, ...values });
const typeOf = (iri) => iri.split("#").at(-1);

const kindWord = (kind) => (["document", "table", "gazetteer"].includes(kind) ? t(`kind.${kind}`) : kind);

/** name: of its words; query or question: where its rows come from; show(rows): as elements. */
const SECTIONS = [
  {
    name: "sources",
    query: queries.SOURCES,
    show: (rows) =>
      table(rows, [
        { name: "title", thing: "document" },
        { name: "kind", word: kindWord },
        { name: "issued" },
        { name: "entities", thing: "document", numeric: true },
        { name: "statements", thing: "document", numeric: true },
      ]),
  },
  { name: "types", query: queries.TYPES, show: (rows) => bars(rows.map(typeRow).filter(Boolean), t("data.types")) },
  { name: "parks", query: queries.PARKS, show: (rows) => bars(rows.slice(0, BARS).map(parkRow), t("data.parks")) },
  {
    name: "years",
    question: "documents-by-year",
    show: (rows) => bars(rows.map(yearRow), t("data.years")),
  },
  { name: "single", query: queries.SINGLE, show: (rows) => bars(rows.slice(0, BARS).map(singleRow), t("data.single")) },
  {
    name: "conflicts",
    question: "conflicting-figures",
    show: (rows) =>
      table(rows, [
        { name: "subject", thing: "entity" },
        { name: "indicator" },
        { name: "verdict" },
        { name: "value", thing: "document", numeric: true },
        { name: "otherValue", thing: "otherDocument", numeric: true },
        { name: "unit" },
        { name: "period" },
        { name: "source", thing: "document" },
        { name: "otherSource", thing: "otherDocument" },
      ]),
  },
  {
    name: "planned",
    question: "planned-not-done",
    show: (rows) =>
      table(rows, [
        { name: "subject", thing: "s" },
        { name: "relation" },
        { name: "object", thing: "o" },
        { name: "source", thing: "document" },
        { name: "quote" },
      ]),
  },
];

const typeRow = ({ type, entities }) => {
  const name = typeOf(type.value);
  if (!/^\w+$/u.test(name)) return null;
  return {
    label: typeBadge(name),
    value: Number(entities.value),
    href: ask(queries.namedOfType(name)),
    color: typeColor(name),
  };
};

const parkRow = ({ park, entity, documents }) => ({
  label: h("a", { href: pageOf(entity.value) }, park.value),
  value: Number(documents.value),
  href: ask(queries.documentsOf(entity.value)),
});

const yearRow = ({ year, documents }) => ({
  label: /^\d{4}$/u.test(year.value) ? year.value : t("data.noYear"),
  value: Number(documents.value),
  href: ask(queries.documentsOfYear(year.value)),
});

const singleRow = ({ title, document: source, facts }) => ({
  label: h("a", { href: pageOf(source.value) }, title.value),
  value: Number(facts.value),
  href: question("only-in-document", { document: entityId(source.value) }),
});

/** A table; a column's `thing` names the variable whose page its words link to. */
function table(rows, columns) {
  const words = (value, { word, numeric }) => {
    if (!value) return "";
    return numeric ? number(value.value) : (word?.(value.value) ?? value.value);
  };
  const cell = (row, column) => {
    const href = row[column.thing] ? pageOf(row[column.thing].value) : null;
    const text = words(row[column.name], column);
    return h("td", { class: column.numeric ? "figure" : null }, href && text ? h("a", { href }, text) : text);
  };
  return [
    h(
      "div",
      { class: "scroll data-table", tabindex: "0", role: "group", "aria-label": t("sparql.table") },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...columns.map(({ name }) => h("th", { scope: "col" }, t(`data.column.${name}`))))),
        h("tbody", {}, ...rows.slice(0, ROWS).map((row) => h("tr", {}, ...columns.map((column) => cell(row, column))))),
      ),
    ),
    rows.length > ROWS ? h("p", { class: "muted" }, t("sparql.shown", { n: ROWS })) : null,
  ];
}

/** The page of #/data. Sections are asked for one after another, so that one reader does not fill the server. */
export async function open() {
  const stats = await api.stats();
  const cards = SECTIONS.map(({ name }) => h("section", { class: `card data-${name}` }, heading(name), loading()));
  const element = h(
    "div",
    { class: "data" },
    h("h1", {}, t("data.title")),
    h("p", { class: "lead" }, t("data.lead")),
    tiles(stats),
    h("div", { class: "data-sections" }, cards),
  );
  let open = true;
  return {
    element,
    title: t("data.title"),
    ready: async () => {
      for (let i = 0; open && i < SECTIONS.length; i += 1) await fillSection(cards[i], SECTIONS[i]);
    },
    destroy: () => {
      open = false;
    },
  };
}

const heading = (name) => [h("h2", {}, t(`data.${name}`)), h("p", { class: "muted" }, t(`data.${name}.why`))];

async function fillSection(card, section) {
  try {
    const text = section.question ? (await api.question(section.question, {})).text : queries.prefixed(section.query);
    const answer = await api.sparql(text, "application/sparql-results+json");
    const rows = JSON.parse(answer.text).results.bindings;
    const href = section.question ? question(section.question) : ask(section.query);
    const more = h("p", { class: "actions" }, download(text, section.name), h("a", { href }, t("data.query")));
    fill(
      card,
      heading(section.name),
      rows.length ? [section.show(rows), more] : emptyState(t(`data.${section.name}.none`)),
    );
  } catch (error) {
    fill(card, heading(section.name), emptyState(errorText(error)));
  }
}

function tiles({ documents, statements, observations }) {
  const counts = Object.values(statements);
  const sum = (...names) => counts.reduce((all, one) => all + names.reduce((n, name) => n + (one[name] ?? 0), 0), 0);
  const kinds = Object.entries(documents).map(([kind, n]) => [t(`data.${kind}`), n, ask(queries.sourcesOfKind(kind))]);
  const entries = [
    ...kinds,
    [t("data.statements"), sum("done", "planned", "aim"), question("statements-by-rule")],
    [t("data.plans"), sum("planned"), question("planned-not-done")],
    [t("data.aims"), sum("aim"), question("goals")],
    [t("data.figures"), observations, ask(queries.FIGURES)],
  ];
  const tile = ([label, n, href]) =>
    h("li", {}, h("a", { href }, h("strong", {}, number(n)), h("span", { class: "muted" }, label)));
  return h("ul", { class: "tiles" }, entries.map(tile));
}
