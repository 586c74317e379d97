// Figures as a table: indicator, value with unit, period, change.
import { button, h } from "./dom.js";
import { number, t } from "./i18n.js";
import { modalityBadge } from "./ontology.js";

const ROWS = 8;

/**
 * A table of observations. open(observation) shows the evidence; without it the rows have no button. nameOf(subject)
 * adds a column for what each figure is of.
 */
export function observationTable(observations, { open, nameOf } = {}) {
  const row = (one) =>
    h(
      "tr",
      {},
      nameOf ? h("td", {}, nameOf(one.subject)) : null,
      h("td", {}, one.indicator, one.modality && one.modality !== "done" ? [" ", modalityBadge(one.modality)] : null),
      h("td", { class: "figure" }, valueText(one), ...sub(one)),
      h("td", {}, periodText(one.period)),
      h("td", { class: "figure" }, changeText(one.change)),
      open
        ? h(
            "td",
            {},
            button(t("panel.evidence"), () => open(one), {
              class: "small",
              "aria-label": t("panel.evidenceOf", { text: `${one.indicator} ${valueText(one)}` }),
            }),
          )
        : null,
    );
  const body = h("tbody", {}, observations.slice(0, ROWS).map(row));
  const table = h(
    "table",
    { class: "observations" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        [nameOf ? "obs.subject" : null, "obs.indicator", "obs.value", "obs.period", "obs.change"]
          .filter(Boolean)
          .map((key) => h("th", { scope: "col" }, t(key))),
        open ? h("th", { scope: "col" }, t("table.evidence")) : null,
      ),
    ),
    body,
  );
  if (observations.length <= ROWS) return h("div", { class: "scroll" }, table);
  const more = button(
    t("panel.moreRows", { n: observations.length }),
    () => {
      more.remove();
      body.append(...observations.slice(ROWS).map(row));
    },
    { class: "linklike" },
  );
  return h("div", { class: "scroll" }, table, more);
}

/** The number as it was written, with unit and bound. */
export function valueText({ value, value_text: written, unit, bound }) {
  const word = bound ? t(`obs.${bound}`) : "";
  return `${word}${written ?? number(value)}${unit ?? ""}`;
}

function sub({ earlier, from, completion, unit }) {
  const before = earlier ?? from;
  const lines = [
    before === null || before === undefined ? null : t("obs.earlier", { value: `${number(before)}${unit ?? ""}` }),
    completion === null || completion === undefined ? null : t("obs.completion", { value: number(completion) }),
  ];
  return lines.filter(Boolean).map((line) => h("div", { class: "muted" }, line));
}

const periodText = (period) =>
  (period ?? "").split("/").map((part, i) => [i ? " – " : "", h("span", { class: "figure" }, part)]);
const changeText = (change) =>
  change === null || change === undefined ? "" : `${change > 0 ? "+" : ""}${number(change)}%`;
