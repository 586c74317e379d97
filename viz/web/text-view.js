// A whole text with its mentions marked by type; types can be switched off, pieces of evidence lit up.
import { fill, h } from "./dom.js";
import { typeChip } from "./filters.js";
import { t } from "./i18n.js";
import { codePoints, markedText, quoteMark } from "./marked-text.js";
import { typeColor, typeLabel, typeOrder } from "./ontology.js";

export class TextView {
  /** mentions: {start, end, type, name, href}; href may be null for a text that is not in the graph. */
  constructor(text, mentions) {
    this.points = codePoints(text);
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
    fill(this.body, markedText(this.points, [...shown, ...quotes]));
  }

  /** Light up the pieces {start, end} of an evidence and bring the first into view. */
  light(pieces) {
    this.pieces = pieces;
    this.#draw();
    this.body.querySelector("mark.quote")?.scrollIntoView({ block: "center" });
  }
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
