// The legend of the network, which is also its filter: types and relations with counts, each to be switched off.
import { button, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { relationColor, relationLabel, relationOrder, typeColor, typeLabel, typeOrder } from "./ontology.js";

/** A switch with colour dot (a type) or line (a relation), label and count. */
function chip({ mark, color, label, count, checked, key }, onChange) {
  return h(
    "label",
    { class: "chip", style: color ? { "--type-color": color } : {} },
    h("input", { type: "checkbox", checked, data: { key }, on: { change: (event) => onChange(event.target.checked) } }),
    h("span", { class: mark }),
    label,
    h("span", { class: "count" }, String(count)),
  );
}

export const typeChip = (type, count, checked, onChange) =>
  chip({ mark: "dot", color: typeColor(type), label: typeLabel(type), count, checked, key: `t:${type}` }, onChange);

const modalityOrder = (name) => ["done", "planned", "aim"].indexOf(name);

const relationChip = (relation, count, checked, onChange) =>
  chip(
    {
      mark: "line",
      color: relationColor(relation),
      label: relationLabel(relation),
      count,
      checked,
      key: `r:${relation}`,
    },
    onChange,
  );

const modalityChip = (modality, count, checked, onChange) =>
  chip(
    {
      mark: modality === "done" ? "line" : "line line-planned",
      label: t(`modality.${modality}`),
      count,
      checked,
      key: `m:${modality}`,
    },
    onChange,
  );

/**
 * Fill `element` with the switches. on: {toggle(key), restore()}; off: keys "t:Type", "r:relation", "m:modality" switched off.
 * Where only the switching changed, the switches stay (and keep the keyboard focus).
 */
export function drawFilters(element, graph, off, on) {
  const { types, relations, modalities } = graph.counts();
  const sorted = (map, order) => [...map].sort(([a], [b]) => order(a) - order(b));
  const signature = JSON.stringify([[...types], [...relations], [...modalities], graph.hiddenNodes.size]);
  if (element.dataset.signature === signature) {
    for (const input of element.querySelectorAll("input")) input.checked = !off.includes(input.dataset.key);
    return;
  }
  element.dataset.signature = signature;
  const chips = (items, make, prefix) =>
    items.map(([name, n]) => make(name, n, !off.includes(prefix + name), () => on.toggle(prefix + name)));
  fill(
    element,
    h("fieldset", {}, h("legend", {}, t("net.types")), chips(sorted(types, typeOrder), typeChip, "t:")),
    h("fieldset", {}, h("legend", {}, t("net.relations")), chips(sorted(relations, relationOrder), relationChip, "r:")),
    h(
      "fieldset",
      {},
      h("legend", {}, t("net.modalities")),
      chips(sorted(modalities, modalityOrder), modalityChip, "m:"),
    ),
    h("p", { class: "line-key" }, h("span", { class: "line line-inferred" }), t("net.inferred")),
    graph.hiddenNodes.size
      ? h(
          "p",
          {},
          t("net.hiddenNodes", { n: graph.hiddenNodes.size }),
          " ",
          button(t("net.showHidden"), on.restore, { class: "linklike" }),
        )
      : null,
  );
}
