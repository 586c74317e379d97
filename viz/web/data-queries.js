// The queries behind the data page. What the question gallery answers already is taken from there.
import { prefixes } from "./ontology.js";

/** The query with the prefixes that it uses declared. */
export function prefixed(query) {
  const used = Object.entries(prefixes()).filter(([prefix]) => new RegExp(`(?<![\\w<])${prefix}:`, "u").test(query));
  return used.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + query;
}

export const SOURCES = `SELECT ?title ?kind ?issued
  (COUNT(DISTINCT ?entity) AS ?entities) (COUNT(DISTINCT ?statement) AS ?statements) ?document
WHERE {
  ?document kg:documentKind ?kind ; rdfs:label ?title .
  OPTIONAL { ?document dcterms:issued ?issued }
  OPTIONAL { GRAPH ?document { { ?mention oa:hasBody ?entity } UNION { ?statement rdf:subject ?entity } } }
}
GROUP BY ?title ?kind ?issued ?document
ORDER BY ?kind DESC(?statements) ?document`;

export const TYPES = `SELECT ?type (COUNT(DISTINCT ?entity) AS ?entities)
WHERE {
  ?document kg:documentKind "document" .
  GRAPH ?document { ?mention oa:hasBody ?entity }
  ?entity a ?type
}
GROUP BY ?type
ORDER BY DESC(?entities) ?type`;

export const PARKS = `SELECT ?park (COUNT(DISTINCT ?document) AS ?documents) ?entity
WHERE {
  ?document kg:documentKind "document" .
  GRAPH ?document { ?mention oa:hasBody ?entity }
  ?entity a kg:Park ; rdfs:label ?park
}
GROUP BY ?park ?entity
ORDER BY DESC(?documents) ?park ?entity`;

export const SINGLE = `SELECT ?title (COUNT(DISTINCT ?statement) AS ?facts) ?document
WHERE {
  ?document kg:documentKind "document" ; rdfs:label ?title .
  GRAPH ?document { ?statement rdf:subject ?s ; rdf:predicate ?r ; rdf:object ?o }
  FILTER NOT EXISTS { GRAPH ?another { ?statement kg:evidence ?evidence } FILTER (?another != ?document) }
  ?s ?r ?o .
  ?o rdfs:label ?object
}
GROUP BY ?title ?document
ORDER BY DESC(?facts) ?document`;

/** The entities of a type that documents speak of, with the documents. */
export const namedOfType = (type) => `SELECT ?name ?title ?entity ?document
WHERE {
  ?document kg:documentKind "document" ; rdfs:label ?title .
  GRAPH ?document { ?mention oa:hasBody ?entity }
  ?entity a kg:${type} ; rdfs:label ?name
}
GROUP BY ?name ?title ?entity ?document
ORDER BY ?name ?document`;

/** The documents that speak of an entity. */
export const documentsOf = (iri) => `SELECT ?title ?issued ?document
WHERE {
  ?document kg:documentKind "document" ; rdfs:label ?title .
  OPTIONAL { ?document dcterms:issued ?issued }
  GRAPH ?document { ?mention oa:hasBody <${iri}> }
}
GROUP BY ?title ?issued ?document
ORDER BY ?issued ?document`;

/** The documents of a year; of none for a word that is no year. */
export const documentsOfYear = (year) => `SELECT ?title ?issued ?document
WHERE {
  ?document kg:documentKind "document" ; rdfs:label ?title .
  OPTIONAL { ?document dcterms:issued ?issued }
  FILTER (${/^\d{4}$/u.test(year) ? `STRSTARTS(STR(?issued), "${year}")` : "!BOUND(?issued)"})
}
ORDER BY ?issued ?document`;

/** The sources of a kind: document, table, gazetteer. */
export const sourcesOfKind = (kind) => `SELECT ?title ?source ?document
WHERE { ?document kg:documentKind "${kind}" ; rdfs:label ?title . OPTIONAL { ?document dcterms:source ?source } }
ORDER BY ?title`;

export const FIGURES = `SELECT ?subject ?indicator ?value ?unit ?period ?entity
WHERE {
  ?entity kg:hasObservation ?one ; rdfs:label ?subject .
  ?one kg:indicator/rdfs:label ?indicator ; kg:value ?value ; kg:unit ?unit .
  OPTIONAL { ?one kg:period ?period }
}
ORDER BY ?subject ?indicator ?period
LIMIT 5000`;
