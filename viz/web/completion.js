// Completion for the query field from the ontology: prefixes, classes, properties, found by name or Chinese label.
import { fill, h } from "./dom.js";
import { language, pick, t } from "./i18n.js";
import { attributes, prefixes, relations, types } from "./ontology.js";

const MOST = 12;
const WORD = /[\p{L}\p{N}_:-]+$/u;

/** Everything that can be written: {text, label, kind}. */
function vocabulary() {
  const own = (list, kind) =>
    list.map(({ name, label }) => ({ text: `kg:${name}`, label: pick(label), all: label, kind }));
  const usual = [
    "rdfs:label",
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "dcterms:issued",
    "dcterms:source",
  ];
  return [
    ...Object.keys(prefixes()).map((prefix) => ({ text: `${prefix}:`, label: "", kind: "prefix" })),
    ...own(types(), "class"),
    ...own(relations(), "relation"),
    ...own(attributes(), "attribute"),
    ...usual.map((text) => ({ text, label: "", kind: "attribute" })),
  ];
}

/** The word before the caret that could be completed; "" in variables, strings, IRIs and comments. */
function wordAt(area) {
  const before = area.value.slice(0, area.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const word = WORD.exec(line)?.[0] ?? "";
  const rest = line.slice(0, line.length - word.length);
  const closed = !/^\s*#/u.test(line) && rest.split('"').length % 2 === 1 && !/<[^>\s]*$/u.test(rest);
  return closed && !/[?$@]$/u.test(rest) ? word : "";
}

/** The terms that a word may become: by their written form, by the name after the prefix, by a part of a label. */
export function completions(word) {
  const fits = ({ text, all }) =>
    text.startsWith(word) ||
    (!word.includes(":") && text.split(":")[1].startsWith(word)) ||
    (/\p{Script=Han}/u.test(word) && all?.zh?.includes(word));
  const found = word ? vocabulary().filter(fits) : [];
  return found.length === 1 && found[0].text === word ? [] : found.slice(0, MOST);
}

/** Give a textarea a list of completions; it must stand in an element that the list can be placed in. */
export class Completion {
  constructor(area) {
    this.area = area;
    this.list = h("ul", {
      id: "completions",
      class: "suggestions completions",
      role: "listbox",
      "aria-label": t("sparql.completions"),
      hidden: true,
    });
    this.status = h("span", { class: "visually-hidden", role: "status" });
    this.elements = [this.list, this.status];
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", "completions");
    area.addEventListener("input", (event) => event.isComposing || this.#offer(2));
    area.addEventListener("compositionend", () => this.#offer(1));
    area.addEventListener("blur", () => this.close());
    area.addEventListener("click", () => this.close());
    area.addEventListener("keydown", (event) => this.#key(event));
  }

  close() {
    this.list.hidden = true;
    this.found = [];
    this.area.removeAttribute("aria-activedescendant");
  }

  #offer(least) {
    const word = wordAt(this.area);
    this.found = [...word].length >= least || /\p{Script=Han}/u.test(word) ? completions(word) : [];
    if (!this.found.length) return this.close();
    fill(
      this.list,
      this.found.map((one, i) => this.#option(one, i)),
    );
    this.list.hidden = false;
    this.#place();
    this.#mark(0);
    this.status.textContent = t("search.count", { n: this.found.length });
  }

  #option({ text, label, kind }, index) {
    const take = (event) => {
      event.preventDefault();
      this.#take(index);
    };
    return h(
      "li",
      { id: `completion-${index}`, role: "option", "aria-selected": "false", on: { mousedown: take } },
      h("code", {}, text),
      label ? h("span", { lang: language() === "zh" ? "zh-CN" : "en" }, label) : null,
      h("span", { class: "type" }, t(`sparql.${kind}`)),
    );
  }

  #mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    this.list.children[index].scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", `completion-${index}`);
  }

  /** Put the list under the line of the caret. */
  #place() {
    const style = getComputedStyle(this.area);
    const line = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    const top = parseFloat(style.paddingTop) + line * parseFloat(style.lineHeight) - this.area.scrollTop;
    this.list.style.top = `${this.area.offsetTop + Math.min(top, this.area.clientHeight) + 4}px`;
  }

  #key(event) {
    if (event.key === " " && event.ctrlKey) this.#offer(1);
    else if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    else if (event.key === "ArrowDown") this.#mark((this.active + 1) % this.found.length);
    else if (event.key === "ArrowUp") this.#mark((this.active + this.found.length - 1) % this.found.length);
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.#take(this.active);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** Write the term in place of the word, and declare its prefix where the query does not. */
  #take(index) {
    const { area } = this;
    const { text } = this.found[index];
    const end = area.selectionStart;
    area.setRangeText(text, end - wordAt(area).length, end, "end");
    const [prefix] = text.split(":");
    if (!new RegExp(`prefix\\s+${prefix}:`, "iu").test(area.value)) {
      const declared = `PREFIX ${prefix}: <${prefixes()[prefix]}>\n`;
      const caret = area.selectionStart + declared.length;
      area.value = declared + area.value;
      area.setSelectionRange(caret, caret);
    }
    this.close();
  }
}
