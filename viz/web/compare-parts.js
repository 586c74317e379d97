// The sections of a comparison: matrix of segments, ladder of titles, figures, and what is shared or each one's own.
import { isShared, once, ROWS, rungName, sameFigures } from "./compare-words.js";
import { button, h } from "./dom.js";
import { number, pick, t } from "./i18n.js";
import { evidenceButton } from "./members.js";
import { modalityBadge } from "./ontology.js";
import { address, entityAddress } from "./routes.js";

const SHOWN = 4;

/** A cell of a table: what is on record, or in words that nothing is. */
const cell = (content, attributes = {}) =>
  h("td", attributes, content.length ? content : h("span", { class: "muted" }, t("record.none")));

/** A small button with a name that opens the evidence. */
function chip(item, open) {
  const says = `${item.name}：${pick(item.label)}`;
  const classes = ["member", item.type === "Park" && "member-park", item.modality !== "done" && "member-planned"];
  return button(
    [
      h("span", { class: "member-name" }, item.name),
      item.modality === "done" ? null : modalityBadge(item.modality),
      item.reported ? null : h("span", { class: "member-source" }, t("member.background")),
    ],
    () => open(item.statement),
    { class: classes.filter(Boolean).join(" "), title: says, "aria-label": t("panel.evidenceOf", { text: says }) },
  );
}

/** Chips of which the first are shown, the rest when asked for. */
function chips(items, open) {
  const all = once(items).map((item) => chip(item, open));
  if (all.length <= SHOWN + 1) return all;
  const more = button(t("panel.more", { n: number(all.length - SHOWN) }), () => more.replaceWith(...all.slice(SHOWN)), {
    class: "linklike unfold",
  });
  return [...all.slice(0, SHOWN), more];
}

function box(key, lead, ...content) {
  const words = lead ? h("p", { class: "muted" }, t(lead)) : null;
  return h("section", { class: "card compare-card" }, h("h2", {}, t(key)), words, content);
}

/** A table with a column for each park. */
function table({ parks }, first, rows) {
  const style = { "--parks": String(parks.length) };
  const heads = parks.map(({ id, name }) => h("th", { scope: "col" }, h("a", { href: entityAddress(id) }, name)));
  const head = h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first), heads));
  return h("div", { class: "scroll" }, h("table", { class: "compare-table", style }, head, h("tbody", {}, rows)));
}

/** Chains and their segments by park. */
export function matrix(answer, open) {
  const rows = answer.chains.flatMap((chain) => [
    chainRow(answer, chain, open),
    chain.segments.map(({ name, stage, cells }) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, h("span", { class: "stage-mark" }, stage ? t(`stage.${stage}`) : "–"), name),
        cells.map((items, i) => doers(items, answer.parks[i], open)),
      ),
    ),
  ]);
  const lead = answer.chains.length ? "compare.matrixLead" : "compare.noChains";
  return box("compare.matrix", lead, answer.chains.length ? table(answer, t("chains.name"), rows) : null);
}

/** A chain as a whole: who is on it with no word on the segment, and the way to its map. */
function chainRow(answer, { id, name, cells, segments, segment_count: all }, open) {
  const recorded = segments.length ? t("compare.of_segments", { n: number(segments.length), all: number(all) }) : null;
  const link = (park) => {
    const words = `${t("chain.map")} →`;
    const label = `${words} ${name}，${park.name}`;
    return h("a", { class: "map-link no-print", href: address("chain", id, { lens: park.id }), "aria-label": label }, words);
  };
  return h(
    "tr",
    { class: "chain-row" },
    h("th", { scope: "row" }, name, h("span", { class: "muted" }, recorded ?? t("chain.noRecorded"))),
    answer.parks.map((park, i) => doers(cells[i], park, open, link(park))),
  );
}

/** Firms, and that the park itself develops it, as a cell. */
function doers(items, park, open, link = null) {
  const firms = once(items).filter(({ type }) => type === "Firm").length;
  const count = firms ? h("strong", { class: "cell-count" }, t("compare.firms", { n: number(firms) })) : null;
  const named = items.map((item) => (item.id === park.id ? { ...item, name: pick(item.label) } : item));
  const none = h("span", { class: "muted" }, t("record.none"));
  return h("td", { class: firms ? "cell-firms" : null }, items.length ? [count, chips(named, open)] : none, link);
}

/** The rungs from the lowest to the highest, with a bar for the firms on record. */
export function ladder(answer, open) {
  const counts = answer.ladder.flatMap(({ cells }) => cells.map(({ firms }) => once(firms).length));
  const most = Math.max(1, ...counts);
  const rows = answer.ladder.map((rung) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, rungName(rung)),
      rung.cells.map(({ firms, stated }) => {
        const own = once(firms);
        const style = { "--share": String(own.length / most) };
        const bar = h("span", { class: "rung", style }, t("compare.firms", { n: number(own.length) }));
        const held = own.length ? [bar, ...chips(firms, open)] : [];
        return cell([...held, ...(stated.length ? [figures(stated, open, t("compare.stated"))] : [])]);
      }),
    ),
  );
  return box("compare.ladder", "compare.ladderLead", table(answer, t("compare.rung"), rows));
}

/** The numbers of one cell, each with its sources; said when they differ. */
function figures(observations, open, before = "") {
  const numbers = sameFigures(observations);
  return h(
    "div",
    { class: "cell-figures" },
    before ? h("span", { class: "muted" }, before) : null,
    numbers.map(({ text, all }) =>
      h(
        "span",
        { class: "cell-figure" },
        h("strong", {}, text),
        all.map(({ document, period, statement }) =>
          button([document.title || document.id, period ? ` · ${period}` : ""], () => open(statement), {
            class: "linklike source-link",
            "aria-label": t("panel.evidenceOf", { text: `${text} ${document.title || document.id}` }),
          }),
        ),
      ),
    ),
    contradict(numbers) ? h("span", { class: "differs" }, t("compare.differs")) : null,
  );
}

/** Whether sources give different numbers; "over 430" does not contradict 431. */
const contradict = (numbers) => numbers.filter(({ all }) => !all[0].bound).length > 1;

/** Figures of one kind, year and unit; those that only one park has are folded away. */
export function indicators(answer, open) {
  const rows = (list) =>
    list.map(({ indicator, year, cells }) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, indicator, h("span", { class: "muted" }, year ?? t("compare.noYear"))),
        cells.map((all) => cell(all.length ? [figures(all, open)] : [])),
      ),
    );
  const pairs = answer.indicators.filter(isShared);
  const single = answer.indicators.filter((row) => !isShared(row));
  const words = t("compare.indicator");
  const fold = h("summary", {}, t("compare.single", { n: number(single.length) }));
  return box(
    "compare.indicators",
    null,
    pairs.length ? table(answer, words, rows(pairs)) : h("p", { class: "muted" }, t("compare.noPairs")),
    single.length ? h("details", {}, fold, table(answer, words, rows(single))) : null,
  );
}

/** Firms, industries, alliances and policies: what several parks have, and what is each one's own. */
export function shares(answer, open) {
  const thing = (row, i) => ({ ...row.cells[i][0], id: row.id, name: row.name, type: row.type });
  const mark = (key) => h("span", { class: "stage-mark" }, t(`compare.row.${key}`));
  const head = (key, name) => h("th", { scope: "row" }, mark(key), name);
  const own = (rest, i) => rest.filter(({ cells }) => cells[i].length).map((row) => thing(row, i));
  const rows = ROWS.flatMap((key) => {
    const shared = answer[key].filter(isShared);
    const single = answer[key].filter((row) => !isShared(row));
    const evidence = (row, i) => evidenceButton(row.name, thing(row, i).statement, open);
    return [
      shared.map((row) =>
        h(
          "tr",
          {},
          head(key, row.name),
          row.cells.map((items, i) => cell(items.length ? ["✓ ", evidence(row, i)] : [])),
        ),
      ),
      h(
        "tr",
        {},
        head(key, t(shared.length ? "compare.own" : "compare.ownOnly")),
        answer.parks.map((_, i) => cell(chips(own(single, i), open))),
      ),
    ];
  });
  return box("compare.shares", "compare.sharesLead", table(answer, t("compare.kind"), rows));
}
