// A whole text with its mentions marked by type; types can be switched off, pieces of evidence lit up.
import { fill, h } from "./dom.js";
import { typeChip } from "./filters.js";
import { t } from "./i18n.js";
import { codePoints, markedText, quoteMark } from "./marked-text.js";
import { typeColor, typeLabel, typeOrder } from "./ontology.js";

export class TextView {
  /**
   * mentions: {start, end, type, name, href}; href may be null for a text that is not in the graph.
   * parts: the stretches {start, end} of the text to show, headline first; the whole text without them.
   */
  constructor(text, mentions, parts = []) {
    this.points = unwrapped(codePoints(text));
    this.parts = parts.length ? parts : [{ start: 0, end: this.points.length }];
    this.mentions = mentions;
    this.off = new Set();
    this.pieces = [];
    this.body = h("div", { class: "source-text", lang: "zh-CN" });
    this.element = h("div", { class: "text-view" }, this.#switches(), this.body);
    this.#draw();
  }

  #switches() {
    const counts = new Map();
    for (const { type } of this.mentions) counts.set(type, (counts.get(type) ?? 0) + 1);
    const types = [...counts.keys()].sort((a, b) => typeOrder(a) - typeOrder(b));
    if (!types.length) return h("p", { class: "muted" }, t("doc.noMentions"));
    return h(
      "fieldset",
      { class: "chips" },
      h("legend", {}, t("doc.marks")),
      types.map((type) =>
        typeChip(type, counts.get(type), true, (on) => {
          this.off[on ? "delete" : "add"](type);
          this.#draw();
        }),
      ),
    );
  }

  #draw() {
    const shown = this.mentions
      .filter(({ type }) => !this.off.has(type))
      .map((mention) => ({ ...mention, make: mentionMark(mention) }));
    const quotes = this.pieces.map(({ start, end }) => ({ start, end, make: quoteMark }));
    const spans = [...shown, ...quotes];
    fill(
      this.body,
      this.parts.map(({ start, end }) => h("div", { class: "part" }, markedText(this.points, spans, start, end))),
    );
  }

  /** Light up the pieces {start, end} of an evidence and bring the first into view. */
  light(pieces) {
    this.pieces = pieces;
    this.#draw();
    this.body.querySelector("mark.quote")?.scrollIntoView({ block: "center" });
  }
}

const ENDS = new Set("。！？；：…”」』》）)");
const NARROW = 45; // code points in a line of a page that a PDF extractor wrapped

/**
 * The text without the line breaks that a PDF extractor put inside sentences: every dropped character becomes "", so
 * that offsets stay. A text with ordinary lines is left as it is.
 */
function unwrapped(points) {
  const lengths = points
    .join("")
    .split("\n")
    .map((line) => line.trim().length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  if (lengths.length < 8 || lengths[Math.floor(lengths.length * 0.9)] > NARROW) return points;
  const out = [...points];
  let last = "";
  for (let i = 0; i < out.length; i += 1) {
    if (!/\s/u.test(out[i])) {
      last = out[i];
      continue;
    }
    let end = i;
    while (end < out.length && /\s/u.test(out[end])) end += 1;
    if (out.slice(i, end).includes("\n")) {
      out.fill("", i, end);
      if (ENDS.has(last)) out[i] = "\n";
    }
    i = end - 1;
  }
  return out;
}

const mentionMark =
  ({ type, name, href }) =>
  (child) => {
    const link = href && child.nodeName !== "A" && !child.querySelector?.("a");
    return h(
      link ? "a" : "span",
      {
        class: "mention",
        href: link ? href : null,
        title: `${typeLabel(type)}：${name}`,
        style: { "--type-color": typeColor(type) },
      },
      child,
    );
  };
