// Entities of the same type that have the most in common with one, and what it is; asked for when it is unfolded.
import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { pick, t } from "./i18n.js";
import { typeLabel } from "./ontology.js";
import { entityAddress } from "./routes.js";
import { errorText, loading } from "./states.js";

const MOST = 6;

/** The section of an entity answer. */
export function similarSection({ id, type }) {
  const list = h("div", {});
  const ask = async () => {
    fill(list, loading());
    fill(list, await api.similar(id, MOST).then(found, (error) => note(errorText(error), { role: "alert" })));
  };
  const summary = h("summary", {}, t("similar.title", { type: typeLabel(type) }));
  const fold = h("details", { class: "similar-fold", on: { toggle: () => fold.open && void ask() } }, summary, list);
  return fold;
}

const note = (words, attributes) => h("p", { class: "muted", ...attributes }, words);
const found = ({ results }) => (results.length ? h("ul", { class: "similar" }, results.map(row)) : note(t("similar.none")));
const row = ({ id, name, words }) => h("li", {}, h("a", { href: entityAddress(id) }, name), note(pick(words)));
