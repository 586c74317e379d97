// Two to four parks side by side. Parks and opened evidence are in the address.
import * as api from "../api.js";
import { EvidenceAside } from "../aside.js";
import { note } from "../chain-parts.js";
import { indicators, ladder, matrix, shares } from "../compare-parts.js";
import { csvRows, HEADS } from "../compare-words.js";
import { saveCsv } from "../csv.js";
import { button, fill, h } from "../dom.js";
import { number, t } from "../i18n.js";
import { watchPrinting } from "../printing.js";
import { address, entityAddress, go } from "../routes.js";
import { searchBox } from "../search-box.js";
import { errorText } from "../states.js";

const MOST = 4;

/** The page of #/compare?park=<id>&park=<id>…&st=<statement>. */
export async function open({ parameters }) {
  const parks = [...new Set(parameters.getAll("park"))].slice(0, MOST);
  const answer = parks.length > 1 ? await api.compare(parks) : await chosen(parks);
  return new ComparePage(answer, parks, parameters.get("st"));
}

/** What is shown while there is nothing to compare: the park chosen so far. */
async function chosen(parks) {
  const found = await Promise.all(parks.map((id) => api.entity(id)));
  return { parks: found.map(({ id, name }) => ({ id, name, firms: null })), chains: null };
}

class ComparePage {
  constructor(answer, parks, st) {
    Object.assign(this, { answer, parks, st });
    const names = answer.parks.map(({ name }) => name).join("、");
    this.title = answer.chains ? t("compare.of", { names }) : t("compare.title");
    this.printing = watchPrinting(() => this.#unfold());
    const on = { evidence: (one) => this.#go(this.parks, one), close: () => this.#go(this.parks) };
    this.element = h("div", { class: "analysis" });
    this.aside = new EvidenceAside(this.element, on);
    this.element.append(h("div", { class: "stack" }, this.#content(on.evidence)), this.aside.element);
  }

  ready() {
    void this.aside.show(this.st);
  }

  update({ parameters }) {
    const parks = parameters.getAll("park");
    if (parks.join(" ") === this.parks.join(" ")) return void this.aside.show(parameters.get("st"), true);
    void open({ parameters }).then(
      (page) => {
        this.printing.abort();
        this.element.replaceWith(page.element);
        Object.assign(this, page, { aside: page.aside });
        document.title = `${page.title} · ${t("app.name")}`;
        page.ready();
      },
      (error) => fill(this.picked, h("span", { role: "alert" }, errorText(error))),
    );
  }

  destroy() {
    this.printing.abort();
  }

  #go(parks, st = null) {
    go(address("compare", "", { park: parks, st }));
  }

  #content(evidence) {
    const { answer } = this;
    const actions = answer.chains ? this.#actions() : null;
    const head = h("header", { class: "analysis-head" }, h("h1", {}, this.title), actions);
    const rest = answer.chains
      ? [matrix, ladder, indicators, shares].map((part) => part(answer, evidence))
      : h("p", { class: "lead" }, t(answer.parks.length ? "compare.more" : "compare.lead"));
    return [head, this.#picker(), rest, note()];
  }

  #actions() {
    const heads = HEADS.map((key) => t(key));
    const csv = () => saveCsv(this.title, heads, csvRows(this.answer));
    return h(
      "p",
      { class: "actions no-print" },
      button(t("chain.csv"), csv, { class: "secondary" }),
      button(t("chain.print"), () => window.print(), { class: "secondary" }),
    );
  }

  #picker() {
    const words = { label: t("compare.add"), placeholder: t("compare.add"), button: t("compare.addButton") };
    const add = (id) => this.#go([...this.parks.filter((one) => one !== id), id]);
    const search = async (q) => {
      const { results } = await api.search(q, { type: "Park", limit: 1 });
      if (results.length) add(results[0].id);
      else fill(this.picked, t("search.none", { q }));
    };
    this.picked = h("span", { class: "muted", role: "status" });
    const field = { onPick: ({ id }) => add(id), onSubmit: search, types: ["Park"], words };
    const box = this.parks.length < MOST ? searchBox(field) : t("compare.full");
    return h(
      "div",
      { class: "card toolbar-card lens", role: "group", "aria-label": t("compare.parks") },
      h("ul", { class: "picked" }, this.answer.parks.map((park) => this.#park(park))),
      h("div", { class: "lens-search no-print" }, box),
      this.picked,
    );
  }

  #park({ id, name, firms }) {
    const label = t("compare.remove", { name });
    const remove = () => this.#go(this.parks.filter((one) => one !== id));
    const words = firms ? t("compare.firmsHere", { n: number(firms) }) : t("chain.noFirms");
    return h(
      "li",
      { class: "picked-park" },
      h("a", { href: entityAddress(id) }, name),
      firms === null ? null : h("span", { class: "muted" }, words),
      button("×", remove, { class: "small no-print", "aria-label": label, title: label }),
    );
  }

  /** On paper nothing stays folded away. */
  #unfold() {
    for (const fold of this.element.querySelectorAll("details")) fold.open = true;
    for (const more of this.element.querySelectorAll(".unfold")) more.click();
  }
}
