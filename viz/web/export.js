// The shown facts as a file: exactly what the filters leave.
import { csvText } from "./csv.js";
import { relationLabel, typeLabel } from "./ontology.js";

const COLUMNS = [
  "subject",
  "subject_id",
  "subject_type",
  "relation",
  "object",
  "object_id",
  "object_type",
  "modality",
  "confidence",
  "statement",
];

/** Facts as CSV, with a mark in front by which spreadsheets know UTF-8. */
export function factsCsv(facts) {
  const row = ({ subject, relation, object, modality, confidence, statement }) => [
    subject.name,
    subject.id,
    typeLabel(subject.type),
    relationLabel(relation),
    object.name,
    object.id,
    typeLabel(object.type),
    modality,
    confidence,
    statement,
  ];
  return csvText(COLUMNS, facts.map(row));
}

const NODE = ["label", "type", "iri"];
const EDGE = ["relation", "label", "modality", "confidence"];
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu; // in XML 1.0
const GRAPHML = "http://graphml.graphdrawing.org/xmlns";

/** Nodes (Map of id to summary) and facts as GraphML, for Gephi, yEd, Cytoscape or networkx. */
export function graphml({ nodes, facts }) {
  const xml = document.implementation.createDocument(GRAPHML, "graphml");
  const element = (name, attributes, ...children) => {
    const made = xml.createElementNS(GRAPHML, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, plain(value));
    made.append(...children);
    return made;
  };
  const key = (kind, name) =>
    element("key", { id: `${kind}.${name}`, for: kind, "attr.name": name, "attr.type": name === "confidence" ? "double" : "string" });
  const data = (kind, values) =>
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => element("data", { key: `${kind}.${name}` }, plain(value)));
  const node = ({ id, name, type, iri }) => element("node", { id }, ...data("node", { label: name, type, iri }));
  const edge = ({ statement, subject, object, relation, modality, confidence }) =>
    element(
      "edge",
      { id: statement, source: subject.id, target: object.id },
      ...data("edge", { relation, label: relationLabel(relation), modality, confidence }),
    );
  const graph = element("graph", { edgedefault: "directed" }, ...[...nodes.values()].map(node), ...facts.map(edge));
  xml.documentElement.append(...NODE.map((name) => key("node", name)), ...EDGE.map((name) => key("edge", name)), graph);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
}

const plain = (value) => String(value).replace(FORBIDDEN, "\uFFFD");
