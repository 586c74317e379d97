// Labels, colours and shapes of types and relations, as the server's ontology gives them.
import * as api from "./api.js";
import { h } from "./dom.js";
import { pick, t } from "./i18n.js";

const SHAPES = new Set(["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "box", "ellipse"]);
let terms = { types: new Map(), relations: new Map(), attributes: [], prefixes: {} };

/** Fetch the ontology once; the other functions here answer from it. */
export async function load() {
  const answer = await api.ontology();
  const byName = (list) => new Map([...list].sort((a, b) => a.order - b.order).map((term) => [term.name, term]));
  terms = {
    types: byName(answer.types),
    relations: byName(answer.relations),
    attributes: answer.attributes,
    prefixes: answer.prefixes,
  };
}

export const types = () => [...terms.types.values()];
export const relations = () => [...terms.relations.values()];
export const attributes = () => terms.attributes;
export const extractedTypes = () => types().filter((type) => type.extracted);
export const coreRelations = () => [...terms.relations.values()].filter((relation) => relation.core);
export const prefixes = () => terms.prefixes;
export const typeLabel = (name) => (terms.types.has(name) ? pick(terms.types.get(name).label) : name);
export const typeColor = (name) => terms.types.get(name)?.color ?? "#6b7280";
export const typeOrder = (name) => terms.types.get(name)?.order ?? 999;
export const hasType = (name) => terms.types.has(name);
export const relationLabel = (name) => (terms.relations.has(name) ? pick(terms.relations.get(name).label) : name);
export const relationColor = (name) => terms.relations.get(name)?.color ?? "#94a3b8";
export const relationOrder = (name) => terms.relations.get(name)?.order ?? 999;

/** The network shape of a type. */
export function typeShape(name) {
  const shape = terms.types.get(name)?.shape;
  return SHAPES.has(shape) ? shape : "dot";
}

/** The colour dot and label of a type. */
export function typeBadge(name) {
  return h(
    "span",
    { class: "type", style: { "--type-color": typeColor(name) } },
    h("span", { class: "dot" }),
    typeLabel(name),
  );
}

/** The word for a modality: done, planned or aim. */
export function modalityBadge(modality) {
  return h("span", { class: `modality modality-${modality}` }, t(`modality.${modality}`));
}
