// The query page: text field with known prefixes, the question gallery, results as a table, faults with their line.
import * as api from "../api.js";
import { button, fill, h, save } from "../dom.js";
import { number, pick, t } from "../i18n.js";
import { hasType, prefixes } from "../ontology.js";
import { address, entityAddress, go } from "../routes.js";
import { emptyState, errorText, loading } from "../states.js";

const SHOWN = 500;
const JSON_TYPE = "application/sparql-results+json";
const CSV_TYPE = "text/csv";
const GRAPH_TYPE = "text/turtle";

/** The page of #/sparql; ?query=… is put into the field and run. */
export async function open(route) {
  const state = { call: null };
  const gallery = (await api.questions()).results;
  const area = h("textarea", {
    id: "query",
    class: "query",
    rows: 12,
    spellcheck: "false",
    autocapitalize: "off",
    value: route.parameters.get("query") ?? gallery[0].text,
  });
  const result = h("section", { class: "sparql-result", "aria-live": "polite", "aria-label": t("sparql.result") });
  const run = () => runQuery(area, result, state);
  const choose = (query) => {
    area.value = query;
    go(address("sparql", "", { query }), { replace: true });
    void run();
  };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  const submit = (event) => {
    event.preventDefault();
    choose(area.value);
  };
  const form = h(
    "form",
    { class: "card", on: { submit } },
    h("label", { for: "query", class: "field-label" }, t("sparql.query")),
    area,
    h(
      "p",
      { class: "actions" },
      h("button", { type: "submit", class: "primary" }, t("sparql.run")),
      button(t("sparql.stop"), () => state.call?.abort(), { class: "secondary" }),
      h("span", { class: "muted" }, t("sparql.shortcut")),
    ),
  );
  const element = h(
    "div",
    {},
    h("h1", {}, t("sparql.title")),
    h(
      "div",
      { class: "two wide-left" },
      h("div", { class: "stack" }, form),
      h("div", { class: "stack" }, questions(gallery, choose), prefixList()),
    ),
    result,
  );
  return {
    element,
    title: t("sparql.title"),
    ready: run,
    destroy: () => state.call?.abort(),
    update: (next) => {
      const query = next.parameters.get("query");
      if (query && query !== area.value) choose(query);
    },
  };
}

const questions = (gallery, choose) =>
  h(
    "section",
    { class: "card" },
    h("h2", {}, t("sparql.questions", { n: number(gallery.length) })),
    h(
      "ol",
      { class: "questions" },
      gallery.map(({ title, text }) =>
        h(
          "li",
          {},
          button(pick(title), () => choose(text), { class: "linklike" }),
        ),
      ),
    ),
  );

const prefixList = () =>
  h(
    "details",
    { class: "card" },
    h("summary", {}, t("sparql.prefixes")),
    h("p", { class: "muted" }, t("sparql.lead")),
    h(
      "dl",
      { class: "prefixes" },
      Object.entries(prefixes()).map(([prefix, iri]) => h("div", {}, h("dt", {}, `${prefix}:`), h("dd", {}, iri))),
    ),
  );

async function runQuery(area, result, state) {
  state.call?.abort();
  const call = new AbortController();
  state.call = call;
  const query = area.value;
  fill(result, loading("sparql.running"));
  const begun = performance.now();
  try {
    const answer = await api.sparql(query, `${JSON_TYPE}, ${GRAPH_TYPE};q=0.9`, call.signal);
    fill(result, shownAnswer(answer, query, Math.round(performance.now() - begun)));
  } catch (error) {
    if (call !== state.call) return;
    fill(result, error.name === "AbortError" ? emptyState(t("sparql.stopped")) : fault(error, area));
  }
}

function shownAnswer({ type, text }, query, ms) {
  if (!type.includes("json")) return graphAnswer(text);
  const answer = JSON.parse(text);
  if ("boolean" in answer) return h("p", { class: "answer" }, t(answer.boolean ? "sparql.yes" : "sparql.no"));
  const rows = answer.results.bindings;
  const download = button(
    t("sparql.csv"),
    async () => save("result.csv", CSV_TYPE, `\uFEFF${(await api.sparql(query, CSV_TYPE)).text}`),
    { class: "secondary" },
  );
  return [
    h(
      "p",
      { class: "actions" },
      h("span", { role: "status" }, t("sparql.rows", { n: number(rows.length), ms: number(ms) })),
      rows.length > SHOWN ? h("span", { class: "muted" }, t("sparql.shown", { n: SHOWN })) : null,
      rows.length ? download : null,
    ),
    rows.length ? resultTable(answer.head.vars, rows.slice(0, SHOWN)) : emptyState(t("sparql.none")),
  ];
}

const graphAnswer = (text) => [
  h(
    "p",
    { class: "actions" },
    button(t("sparql.ttl"), () => save("result.ttl", GRAPH_TYPE, text), { class: "secondary" }),
  ),
  text.trim() ? h("pre", { class: "card" }, text.slice(0, 200_000)) : emptyState(t("sparql.none")),
];

const resultTable = (names, rows) =>
  h(
    "div",
    { class: "scroll card" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          names.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            names.map((name) => h("td", {}, term(row[name]))),
          ),
        ),
      ),
    ),
  );

/** A value of a result; an entity's IRI becomes a link into the explorer, shown as Type:key. */
function term(value) {
  if (!value) return "";
  if (value.type !== "uri") return value.value;
  const entity = /\/id\/([A-Za-z]+)\/(.+)$/u.exec(value.value);
  if (entity && hasType(entity[1])) {
    const id = `${entity[1]}:${decodeKey(entity[2])}`;
    return h("a", { href: entityAddress(id) }, id);
  }
  const known = Object.entries(prefixes()).find(([, iri]) => value.value.startsWith(iri));
  return known ? value.value.replace(known[1], `${known[0]}:`) : value.value;
}

function decodeKey(key) {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** The fault in words; when the server names a line, it is selected in the query. */
function fault(error, area) {
  const known = [400, 500].includes(error.status) ? error.message : errorText(error);
  const lines = area.value.split("\n");
  if (error.line && error.line <= lines.length) {
    const start = lines.slice(0, error.line - 1).join("\n").length + (error.line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + lines[error.line - 1].length);
  }
  return h(
    "div",
    { class: "state state-error", role: "alert" },
    h("p", {}, h("strong", {}, t("sparql.error"))),
    h("pre", {}, known),
    error.line && error.line <= lines.length
      ? h("p", {}, `${t("sparql.line", { n: error.line })}：`, h("code", {}, lines[error.line - 1]))
      : null,
  );
}
