// A comparison in words: what cells hold, and the rows of the CSV file.
import { pick, t } from "./i18n.js";
import { valueText } from "./observations.js";
import { typeLabel } from "./ontology.js";

export const ROWS = ["firms", "industries", "alliances", "policies"];
export const rungName = ({ titles }) => titles.map(({ name }) => name).join(" / ");
export const isShared = ({ cells }) => cells.filter((cell) => cell.length).length > 1;

/** The items of a cell once for each thing, the firms first: a thing may be stated in several ways. */
export function once(items) {
  const found = new Map();
  for (const item of items) if (!found.has(item.id)) found.set(item.id, item);
  return [...found.values()].sort((a, b) => Number(a.type === "Park") - Number(b.type === "Park"));
}

/** Observations that say the same number together: [{text, all}]. */
export function sameFigures(observations) {
  const found = new Map();
  for (const one of observations) found.set(valueText(one), [...(found.get(valueText(one)) ?? []), one]);
  return [...found].map(([text, all]) => ({ text, all }));
}

export const HEADS = ["compare.kind", "compare.item", "compare.park", "col.name", "col.relation"].concat(
  ["compare.value", "compare.unit", "compare.period", "col.state", "col.source", "col.statement"],
);

/** Everything that the page shows, one row for each item, and one for each cell without a record. */
export function csvRows(answer) {
  const of = (kind, row, cells, write) =>
    cells.flatMap((cell, i) => {
      const start = [kind, row, answer.parks[i].name];
      const none = [...start, t("record.none"), "", "", "", "", "", "", ""];
      return cell.length ? cell.map((one) => [...start, ...write(one)]) : [none];
    });
  return [
    ...answer.chains.flatMap(({ name, cells, segments }) => [
      ...of(name, t("compare.whole"), cells, itemRow),
      ...segments.flatMap((segment) => of(name, segment.name, segment.cells, itemRow)),
    ]),
    ...answer.ladder.flatMap((rung) => of(t("compare.ladder"), rungName(rung), rung.cells.map(rungItems), anyRow)),
    ...answer.indicators.flatMap((row) => of(t("compare.indicators"), row.indicator, row.cells, figureRow)),
    ...ROWS.flatMap((key) => answer[key].flatMap((row) => of(t(`compare.row.${key}`), row.name, row.cells, itemRow))),
  ];
}

const rungItems = ({ firms, stated }) => [...firms, ...stated];
const anyRow = (one) => ("indicator" in one ? figureRow(one) : itemRow(one));
const source = (reported) => t(reported ? "source.reported" : "source.background");

function itemRow({ type, name, label, modality, reported, statement }) {
  const state = t(`modality.${modality}`);
  return [`${name}（${typeLabel(type)}）`, pick(label), "", "", "", state, source(reported), statement];
}

function figureRow({ indicator, value_text: value, unit, bound, period, modality, document, statement }) {
  const word = bound ? t(`obs.${bound}`) : "";
  const state = t(`modality.${modality}`);
  return [indicator, "", word + value, unit, period ?? "", state, document.title || document.id, statement];
}
