// What stands around the map of a chain: figures, cards of firms and parks, legend, the same as a table, a note.
import * as api from "./api.js";
import { HEADS, rowsOf, SHORT } from "./chain-words.js";
import { button, fill, h } from "./dom.js";
import { number, t, time } from "./i18n.js";
import { evidenceButton, memberChip } from "./members.js";
import { typeLabel } from "./ontology.js";
import { entityAddress } from "./routes.js";

const FIRST = 12; // members of a card shown at first

/** How much is on record, the titles held, and the industries of the chain. */
export function figures({ industries, counts, titles }, on) {
  const figure = (value, key, none) => h("li", {}, value ? [h("strong", {}, number(value)), t(key)] : t(none));
  return h(
    "ul",
    { class: "figures" },
    figure(counts.segments, "chain.segments", "chain.noSegments"),
    counts.segments ? figure(counts.recorded, "chain.recorded", "chain.noRecorded") : null,
    figure(counts.firms, "chain.firms", "chain.noFirms"),
    counts.planned ? figure(counts.planned, "chain.plannedFirms") : null,
    titles.slice(0, 4).map(({ name, firms }) => h("li", {}, h("strong", {}, number(firms)), name)),
    industries.map(({ id, name, statement }) =>
      h(
        "li",
        { class: "figure-words" },
        `${t("chain.industry")} `,
        h("a", { href: entityAddress(id) }, name),
        evidenceButton(name, statement, on.evidence),
      ),
    ),
  );
}

/** A card of firms or parks; the rest of a long list is shown when asked for. */
export function generalCard(key, members, on, noteKey = null) {
  const list = h("div", { class: "members members-wide" });
  const show = (n) => {
    const rest = members.length - n;
    const all = t("panel.moreFacts", { n: number(members.length) });
    const more = button(all, () => show(members.length), { class: "linklike no-print" });
    const chips = members.slice(0, n).map((member) => memberChip(member, on.evidence));
    fill(list, chips, rest > 0 ? more : null);
  };
  show(FIRST);
  return h(
    "section",
    { class: "card general" },
    h("h2", {}, t(key), h("span", { class: "count" }, number(members.length))),
    noteKey ? h("p", { class: "muted" }, t(noteKey)) : null,
    list,
  );
}

/** What the boxes and lines of the map mean. */
export function legend() {
  const names = ["recorded", "elsewhere", "gap", "reported", "background", "planned", "supply"];
  const key = (name) =>
    h("li", {}, h("span", { class: `key key-${name}`, "aria-hidden": "true" }), t(`legend.${name}`));
  return h("ul", { class: "chain-legend", "aria-label": t("legend.label") }, names.map(key));
}

/** The rows as a table; columns in which nothing stands are left out, the last one is a button for the evidence. */
export function chainTable(answer, on) {
  const rows = rowsOf(answer, typeLabel);
  const columns = HEADS.map((_, i) => i).filter((i) => rows.some((row) => row[i] !== ""));
  const last = HEADS.length - 1;
  const shown = (row, i) => (i === last ? evidenceButton(row[3], row[i], on.evidence) : row[i]);
  const cell = (row, i) => h("td", { class: SHORT.has(HEADS[i]) ? "short" : null }, shown(row, i));
  const head = (i) => h("th", { scope: "col" }, t(i === last ? "table.evidence" : HEADS[i]));
  return h(
    "div",
    { class: "card scroll" },
    h(
      "table",
      { class: "chain-table" },
      h("caption", {}, t("table.chain")),
      h("thead", {}, h("tr", {}, columns.map(head))),
      h(
        "tbody",
        {},
        rows.map((row) => h("tr", {}, columns.map((i) => cell(row, i)))),
      ),
    ),
  );
}

/** What "no record" means, and which build of the data this is. */
export function note() {
  const build = h("span", {});
  api
    .stats()
    .then(({ build: { id, built } }) => fill(build, t("record.build", { id, date: time(built) })))
    .catch(() => {}); // the page is whole without it
  return h("p", { class: "muted record-note" }, t("record.note"), " ", build);
}
