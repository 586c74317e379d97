// The answer of a query: yes or no, a graph, or rows as a table and, where it fits, as bars.
import * as api from "./api.js";
import { bars } from "./bars.js";
import { button, fill, h, save } from "./dom.js";
import { number, t } from "./i18n.js";
import { emptyState } from "./states.js";
import { kindsOfColumns, pageOf, term } from "./terms.js";

const SHOWN = 500;
const BARS = 60;
const CSV_TYPE = "text/csv";
const GRAPH_TYPE = "text/turtle";

/** What an answer {type, text} of the server says, as elements. */
export function shownAnswer({ type, text }, query, ms) {
  if (!type.includes("json")) return graphAnswer(text);
  const answer = JSON.parse(text);
  if ("boolean" in answer) return h("p", { class: "answer" }, t(answer.boolean ? "sparql.yes" : "sparql.no"));
  const rows = answer.results.bindings;
  const names = answer.head.vars;
  const body = h("div", { class: "stack" });
  const count = h("span", { role: "status" }, t("sparql.rows", { n: number(rows.length), ms: number(ms) }));
  const more = rows.length > SHOWN ? h("span", { class: "muted" }, t("sparql.shown", { n: SHOWN })) : null;
  const line = [count, more, rows.length ? viewSwitch(names, rows, body) : null, rows.length ? download(query) : null];
  fill(body, rows.length ? resultTable(names, rows.slice(0, SHOWN)) : emptyState(t("sparql.none")));
  return [h("p", { class: "actions" }, line), body];
}

/** A button that saves the whole answer as CSV; the mark in front tells spreadsheets that it is UTF-8. */
export const download = (query, name = "result") =>
  button(
    t("sparql.csv"),
    async () => save(`${name}.csv`, CSV_TYPE, `\uFEFF${(await api.sparql(query, CSV_TYPE)).text}`),
    { class: "secondary" },
  );

const graphAnswer = (text) => [
  h(
    "p",
    { class: "actions" },
    button(t("sparql.ttl"), () => save("result.ttl", GRAPH_TYPE, text), { class: "secondary" }),
  ),
  text.trim() ? h("pre", { class: "card" }, text.slice(0, 200_000)) : emptyState(t("sparql.none")),
];

/** Table or bars, for answers with one column of text and some of numbers; null for others. */
function viewSwitch(names, rows, body) {
  const { words, numbers, things } = kindsOfColumns(names, rows);
  if (words.length !== 1 || !numbers.length) return null;
  const show = (column) => {
    tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.column === column)));
    fill(body, column ? chart(rows, words[0], column, things[0]) : resultTable(names, rows.slice(0, SHOWN)));
  };
  const tab = (column, label) =>
    button(label, () => show(column), { class: "tab", data: { column }, "aria-pressed": String(!column) });
  const tabs = [
    tab("", t("sparql.table")),
    ...numbers.map((name) => tab(name, numbers.length > 1 ? `${t("sparql.bars")} ${name}` : t("sparql.bars"))),
  ];
  return h("span", { class: "tabs", role: "group", "aria-label": t("net.view") }, tabs);
}

function chart(rows, word, column, thing) {
  const shown = rows.filter((row) => row[column]).slice(0, BARS);
  const list = shown.map((row) => ({
    label: row[word]?.value ?? "",
    value: Number(row[column].value),
    href: row[thing] ? pageOf(row[thing].value) : null,
  }));
  return h(
    "figure",
    { class: "card" },
    h("figcaption", { class: "muted" }, `${column} · ${word}`),
    bars(list, `${column} · ${word}`),
    rows.length > BARS ? h("p", { class: "muted" }, t("sparql.shownBars", { n: BARS })) : null,
  );
}

/** Rows of a result as a table. */
export const resultTable = (names, rows) =>
  h(
    "div",
    { class: "scroll card", tabindex: "0", role: "group", "aria-label": t("sparql.table") },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...names.map((name) => h("td", {}, term(row[name])))))),
    ),
  );
