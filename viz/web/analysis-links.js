// The ways from an entity to the pages for analysts: a chain's map, a park's chains and comparison.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { address } from "./routes.js";

const ON_CHAINS = new Set(["developsIndustry", "locatedInPark"]);

/** Links for an entity answer. */
export function analysisLinks({ id, type, facts }) {
  const links = [];
  const link = (key, href) => links.push(h("a", { class: "button secondary", href }, t(key)));
  if (type === "IndustryChain") link("chain.open", address("chain", id));
  if (type === "Region" || (type === "Park" && facts.some(({ relation }) => ON_CHAINS.has(relation))))
    link("chain.open", address("chains", "", { lens: id }));
  if (type === "Park") link("compare.open", address("compare", "", { park: id }));
  link("path.open", address("path", "", { from: id }));
  return h("p", { class: "actions" }, links);
}
