// The state of an entity page, kept in its address: who is selected, what is expanded, hidden, and how it is shown.
import { entityAddress } from "./routes.js";

/** {sel, st, open, off, hide, view, labels} from address parameters. off: "t:Type", "r:relation", "m:modality". */
export function readState(parameters) {
  return {
    sel: parameters.get("sel"),
    st: parameters.get("st"),
    open: parameters.getAll("open"),
    off: parameters.getAll("off"),
    hide: parameters.getAll("hide"),
    view: parameters.get("view") === "table" ? "table" : null,
    labels: parameters.get("labels") === "0" ? "0" : null,
  };
}

/** The state of a page that has just its entity. */
export const NO_STATE = readState({ get: () => null, getAll: () => [] });

/** The address of the page of entity `id` in this state. */
export const stateAddress = (id, state) => entityAddress(id, state);

/** The list with the item put in, or taken out when it was in. */
export const toggled = (list, item) => (list.includes(item) ? list.filter((one) => one !== item) : [...list, item]);

/** The key of a layer that adds one group of facts of an entity. */
export const groupLayer = (id, { relation, direction }) => `${relation}|${direction}|${id}`;

/** The key of the next expansion of an entity, given the keys already open. */
export const nextExpansion = (id, open) => `${expansions(id, open).length + 1}|${id}`;

/** The keys in `open` that expand this entity. */
const expansions = (id, open) => open.filter((key) => parseLayer(key).relation === null && parseLayer(key).id === id);

/** {relation, direction, id} of a layer key; relation is null for an expansion. */
export function parseLayer(key) {
  const group = /^([A-Za-z]\w*)\|(in|out)\|(.+)$/su.exec(key);
  if (group) return { relation: group[1], direction: group[2], id: group[3] };
  return { relation: null, direction: null, id: key.replace(/^\d+\|/u, "") };
}
