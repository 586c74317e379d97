// The address after # holds what is shown, so that the back button, a reload and a shared address all work.

const reserved = /[%#?&/\s"<>\\^`{|}+]/gu;
const encode = (text) => text.replace(reserved, encodeURIComponent);

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page: name (entity, document, search, sparql, extract or "" for the start), id, parameters. */
export function address(name, id = "", parameters = {}) {
  const pairs = Object.entries(parameters)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => [key, one]))
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${key}=${encode(String(value))}`);
  return `#/${name}${id ? `/${encode(id)}` : ""}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

/** What an address names: {name, id, parameters}; parameters.get(key) and getAll(key). */
export function parse(hash) {
  const [, path = "", search = ""] = /^#?\/?([^?]*)\??(.*)$/su.exec(hash) ?? [];
  const [name, ...rest] = path.split("/");
  const values = search
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const [key, ...value] = pair.split("=");
      return [key, decode(value.join("="))];
    });
  const parameters = {
    get: (key) => values.find(([one]) => one === key)?.[1] ?? null,
    getAll: (key) => values.filter(([one]) => one === key).map(([, value]) => value),
  };
  return { name: decode(name), id: decode(rest.join("/")), parameters };
}

export const entityAddress = (id, parameters) => address("entity", id, parameters);
export const documentAddress = (id, parameters) => address("document", id, parameters);

/** Go to an address; `replace` leaves no entry in the history. */
export function go(hash, { replace = false } = {}) {
  if (!replace) {
    window.location.hash = hash;
    return;
  }
  window.history.replaceState(null, "", hash);
}
