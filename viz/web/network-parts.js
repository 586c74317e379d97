// How nodes and relations look in the network: shapes, colours, words, tooltips.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { lineColour } from "./look.js";
import { FONT_SIZE, NAME_SIZE } from "./layout.js";
import { relationColor, relationLabel, typeColor, typeLabel, typeShape } from "./ontology.js";

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
export const OPTIONS = {
  physics: { enabled: false },
  interaction: { hover: true, multiselect: false, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
  nodes: {
    size: 17,
    borderWidth: 2,
    font: { face: FONT, size: FONT_SIZE, strokeWidth: 4 },
  },
  edges: {
    chosen: { edge: true, label: false },
    arrows: { to: { enabled: true, scaleFactor: 0.6 } },
    width: 1.5,
    selectionWidth: 2.5,
    hoverWidth: 0.6,
    font: {
      face: FONT,
      size: NAME_SIZE,
      strokeWidth: 5,
      align: "horizontal",
    },
  },
};

export function degrees(facts) {
  const degree = new Map();
  for (const { subject, object } of facts)
    for (const { id } of [subject, object]) degree.set(id, (degree.get(id) ?? 0) + 1);
  return degree;
}

/** Each fact with how far it bends, so that several between the same two nodes stay apart. */
export function bends(facts) {
  const seen = new Map();
  return facts.map((fact) => {
    const key = [fact.subject.id, fact.object.id].sort().join(" ");
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return [fact, seen.get(key)];
  });
}

export function nodeColor(background, { ring, chosen }) {
  const looked = { background, border: chosen };
  return { background, border: ring, highlight: looked, hover: looked };
}

export function drawnNode({ id, type, name }, label, { main, shown, hidden, ink }) {
  return {
    id,
    label,
    shape: typeShape(type),
    size: main ? 23 : 17,
    color: nodeColor(typeColor(type), ink),
    title: tip(
      name,
      t("net.nodeTip", { type: typeLabel(type), shown }),
      hidden > 0 ? t("net.nodeTipHidden", { n: hidden }) : "",
    ),
  };
}

/** The relation's name, with the state of what is not done. */
export const factWords = ({ relation, modality }) =>
  relationLabel(relation) + (modality === "done" ? "" : `（${t(`modality.${modality}`)}）`);

/** The colour of a relation's line, as the look of the pages needs it. */
export function edgeColor(relation) {
  const color = lineColour(relationColor(relation));
  return { color, opacity: 0.85, highlight: color, hover: color };
}

export function drawnEdge(fact, bend) {
  const open = fact.modality !== "done";
  const words = factWords(fact);
  return {
    id: fact.statement,
    from: fact.subject.id,
    to: fact.object.id,
    label: " ",
    dashes: open ? [9, 7] : fact.inferred ? [2, 5] : false,
    smooth: bend
      ? { enabled: true, type: bend % 2 ? "curvedCW" : "curvedCCW", roundness: 0.15 * Math.ceil(bend / 2) }
      : { enabled: false },
    relation: fact.relation,
    color: edgeColor(fact.relation),
    title: tip(`${fact.subject.name} — ${words} → ${fact.object.name}`),
  };
}

/** A tooltip as an element: in an element a name stays plain text. */
const tip = (first, ...rest) =>
  h(
    "div",
    { class: "net-tip" },
    h("strong", {}, first),
    rest.filter(Boolean).map((line) => h("div", {}, line)),
  );
