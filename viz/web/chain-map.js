// The picture of a chain: bands of segments as boxes, firms in them, gaps as empty boxes, lines of supply.
import { button, h } from "./dom.js";
import { bandName, gapWords, membersOf, neighbours } from "./chain-words.js";
import { ChainLines } from "./chain-lines.js";
import { number, t } from "./i18n.js";
import { memberChip } from "./members.js";

const SHOWN = 4; // members named in a box

export class ChainMap {
  /** on: {segment(id), evidence(statement)}. */
  constructor(answer, on) {
    Object.assign(this, { answer, on, boxes: new Map(), selected: null });
    const bands = answer.bands.filter(({ segments }) => segments.length).map((band) => this.#band(band));
    this.element = h("div", { class: "chain-map", role: "group", "aria-label": t("chain.mapLabel") }, bands);
    this.lines = new ChainLines(this.element, answer.supplies, (id) => this.boxes.get(id));
  }

  /** Mark the segment whose details are open; null for none. */
  select(id) {
    this.selected = id;
    for (const [own, box] of this.boxes) box.classList.toggle("box-selected", own === id);
    this.#point(id);
  }

  focus(id) {
    this.boxes.get(id)?.querySelector(".box-name").focus();
  }

  destroy() {
    this.lines.destroy();
  }

  #band({ stage, segments }) {
    const id = `band-${stage ?? "none"}`;
    const wide = segments.length > 5 ? 2 : 1;
    return h(
      "section",
      { class: stage ? "band" : "band band-loose", "aria-labelledby": id, style: { "--wide": String(wide) } },
      h("h2", { id }, bandName(stage), h("span", { class: "count" }, number(segments.length))),
      h(
        "ul",
        { class: "boxes" },
        segments.map((segment) => this.#box(segment)),
      ),
    );
  }

  #box(segment) {
    const members = membersOf(segment);
    const kind = members.length ? "box-recorded" : segment.elsewhere.count ? "box-elsewhere" : "box-gap";
    const box = h(
      "li",
      { class: `box ${kind} ${segment.reported ? "box-reported" : ""}`, data: { id: segment.id } },
      button([h("span", {}, segment.name), mark(segment)], () => this.on.segment(segment.id), { class: "box-name" }),
      members.length ? this.#members(members) : this.#gap(segment),
    );
    const point = () => this.#point(segment.id);
    const leave = () => this.#point(this.selected);
    for (const event of ["mouseenter", "focusin"]) box.addEventListener(event, point);
    for (const event of ["mouseleave", "focusout"]) box.addEventListener(event, leave);
    this.boxes.set(segment.id, box);
    return box;
  }

  #members(members) {
    const rest = members.length - SHOWN;
    return h(
      "div",
      { class: "members" },
      members.slice(0, SHOWN).map((member) => memberChip(member, this.on.evidence)),
      rest > 0 ? h("span", { class: "muted" }, t("member.more", { n: number(rest) })) : null,
    );
  }

  #gap(segment) {
    const { results, count } = segment.elsewhere;
    return h(
      "p",
      { class: "gap" },
      gapWords(this.answer, segment),
      results.map((member) => memberChip(member, this.on.evidence, { where: true })),
      count > results.length ? t("gap.more", { n: number(count) }) : null,
    );
  }

  /** Show the lines of one segment fully and let those it has nothing to do with step back; null for none. */
  #point(id) {
    this.lines.show(id);
    const { suppliers, customers } = id ? neighbours(this.answer, id) : { suppliers: [], customers: [] };
    const near = new Set([id, ...[...suppliers, ...customers].map(({ segment }) => segment.id)]);
    for (const [own, box] of this.boxes) box.classList.toggle("box-near", id !== null && near.has(own));
    this.element.classList.toggle("pointing", id !== null && id !== this.selected);
  }
}

/** The marks beside the name of a segment: policies for it, and that a report names it. */
function mark({ reported, policies }) {
  const words = t("legend.reported");
  return [
    policies.length ? h("span", { class: "box-mark" }, `${t("chains.policies")} ${number(policies.length)}`) : null,
    reported ? h("span", { class: "box-dot", title: words }, h("span", { class: "visually-hidden" }, words)) : null,
  ];
}
