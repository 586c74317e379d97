// Values of query results: how a term is shown, and which columns hold words or numbers.
import { h } from "./dom.js";
import { hasType, prefixes } from "./ontology.js";
import { documentAddress, entityAddress } from "./routes.js";

/** The id `Type:key` of an entity's IRI, or null. */
export function entityId(iri) {
  const entity = /\/id\/([A-Za-z]+)\/(.+)$/u.exec(iri);
  return entity && hasType(entity[1]) ? `${entity[1]}:${decoded(entity[2])}` : null;
}

/** The address of the page about what an IRI names, an entity or a document; null where there is none. */
export function pageOf(iri) {
  const id = entityId(iri);
  if (!id) return null;
  return id.startsWith("Document:") ? documentAddress(id.slice("Document:".length)) : entityAddress(id);
}

/** A value of a result as text or, for what has a page, a link. */
export function term(value) {
  if (!value) return "";
  if (value.type !== "uri") return value.value;
  const href = pageOf(value.value);
  if (href) return h("a", { href }, entityId(value.value));
  const known = Object.entries(prefixes()).find(([, iri]) => value.value.startsWith(iri));
  return known ? value.value.replace(known[1], `${known[0]}:`) : value.value;
}

function decoded(key) {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

const NUMERIC = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/u;
const isNumber = (value) => value.type === "literal" && NUMERIC.test(value.datatype ?? "");

/** {words, numbers, things}: the columns that hold only text, only numbers, only IRIs. */
export function kindsOfColumns(names, rows) {
  const holds = (test) =>
    names.filter((name) => {
      const values = rows.map((row) => row[name]).filter(Boolean);
      return values.length > 0 && values.every(test);
    });
  return {
    numbers: holds(isNumber),
    words: holds((value) => value.type === "literal" && !NUMERIC.test(value.datatype ?? "")),
    things: holds((value) => value.type === "uri"),
  };
}
