// The shown facts as a file: exactly what the filters leave.
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

/** A cell of CSV; what a spreadsheet would take for a formula is written as text. */
function cell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

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
  const lines = [COLUMNS, ...facts.map(row)].map((cells) => cells.map(cell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
