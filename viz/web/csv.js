// Rows as a CSV file that spreadsheets open with the right letters.
import { save } from "./dom.js";

const BOM = "\uFEFF"; // by which Excel knows UTF-8
const FORMULA = /^[=+\-@\t\r]/u; // what a spreadsheet would work out instead of showing it

const cell = (value) => {
  const text = String(value ?? "");
  const shown = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/u.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
};

/** The text of a CSV file: heads, then rows, each a list of values. */
export const csvText = (heads, rows) => BOM + [heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");

/** Give the rows to the browser as a file to save. */
export const saveCsv = (name, heads, rows) => save(`${name}.csv`, "text/csv;charset=utf-8", csvText(heads, rows));
