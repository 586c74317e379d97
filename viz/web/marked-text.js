// A text with marked spans. Offsets count Unicode code points, as everywhere in the project; JavaScript counts
// UTF-16 units, so texts are cut as arrays of code points.
import { h } from "./dom.js";

/** The text as an array of code points. */
export const codePoints = (text) => Array.from(text);

/**
 * Text nodes and <mark> elements for text[from, to). spans: {start, end, kind, make(children)}; spans may nest or
 * overlap: the text is cut at every border and each piece is wrapped by all spans over it, the longest outermost.
 */
export function markedText(points, spans, from = 0, to = points.length) {
  const inside = spans.filter((span) => span.end > from && span.start < to);
  const borders = new Set([from, to]);
  for (const span of inside) {
    borders.add(Math.max(span.start, from));
    borders.add(Math.min(span.end, to));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const waiting = [...inside].sort((a, b) => a.start - b.start);
  let open = [];
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1];
    while (waiting.length && waiting[0].start <= start) open.push(waiting.shift());
    open = open.filter((span) => span.end > start);
    const text = points.slice(start, end).join("");
    const inward = [...open].sort((a, b) => a.end - a.start - (b.end - b.start));
    return inward.reduce((child, span) => span.make(child, span.start === start), document.createTextNode(text));
  });
}

/** The mark of a quoted piece of evidence. */
export const quoteMark = (child) => h("mark", { class: "quote" }, child);

const AROUND = 90; // code points shown before and after a piece

/** Excerpts of the text around pieces ({start, end}), each piece marked; pieces near each other share an excerpt. */
export function excerpts(points, pieces) {
  const windows = [];
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    const from = Math.max(0, piece.start - AROUND);
    const to = Math.min(points.length, piece.end + AROUND);
    const last = windows.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else windows.push({ from, to });
  }
  const spans = pieces.map((piece) => ({ start: piece.start, end: piece.end, make: quoteMark }));
  return windows.map(({ from, to }) =>
    h(
      "blockquote",
      { class: "excerpt" },
      from > 0 ? "…" : "",
      markedText(points, spans, from, to),
      to < points.length ? "…" : "",
    ),
  );
}
