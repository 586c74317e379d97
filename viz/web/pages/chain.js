// A chain under the lens of a park or region: picture or table, details, evidence. The state is in the address.
import * as api from "../api.js";
import { ChainMap } from "../chain-map.js";
import { policyList, segmentPanel } from "../chain-panel.js";
import { chainTable, figures, generalCard, legend, note } from "../chain-parts.js";
import { HEADS, rowsOf, segmentsOf } from "../chain-words.js";
import { saveCsv } from "../csv.js";
import { button, fill, h } from "../dom.js";
import { evidencePanel } from "../evidence.js";
import { t } from "../i18n.js";
import { typeLabel } from "../ontology.js";
import { placePicker } from "../place-picker.js";
import { watchPrinting } from "../printing.js";
import { address, entityAddress, go } from "../routes.js";
import { emptyState, errorState, loading } from "../states.js";

const NARROW = "(max-width: 1099px)";
const KEYS = ["lens", "seg", "st", "view"];
const readState = (parameters) => Object.fromEntries(KEYS.map((key) => [key, parameters.get(key)]));

/** The page of #/chain/<id>?lens=<park or region>&seg=<segment>&st=<statement>&view=table. */
export async function open(route) {
  const state = readState(route.parameters);
  return new ChainPage(await api.chain(route.id, state.lens), state);
}

class ChainPage {
  constructor(answer, state) {
    this.state = state;
    this.turn = 0;
    const label = t("panel.label");
    this.panel = h("aside", { class: "panel card no-print", "aria-label": label, tabindex: "-1", hidden: true });
    this.main = h("div", { class: "stack" });
    this.element = h("div", { class: "analysis" }, this.main, this.panel);
    this.on = {
      segment: (seg) => this.change({ seg, st: null }),
      evidence: (st) => this.change({ st }),
      close: () => this.#close(),
    };
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && !this.panel.hidden && this.#close());
    this.printing = watchPrinting(() => this.map.lines.draw());
    this.#take(answer);
  }

  ready() {
    this.map.lines.draw();
    void this.#showPanel();
  }

  update(route) {
    void this.#follow(readState(route.parameters));
  }

  destroy() {
    this.turn += 1;
    this.printing.abort();
    this.map.destroy();
  }

  change(part) {
    go(address("chain", this.answer.id, { ...this.state, ...part }));
  }

  async #follow(state) {
    const turn = ++this.turn;
    const before = this.state;
    this.state = state;
    if (state.lens !== before.lens) {
      fill(this.main, loading());
      try {
        const answer = await api.chain(this.answer.id, state.lens);
        if (turn !== this.turn) return;
        this.map.destroy();
        this.#take(answer);
      } catch (error) {
        if (turn === this.turn) fill(this.main, errorState(error, state.lens, () => this.#follow(state)));
        return;
      }
    } else if (state.view !== before.view) this.#draw();
    await this.#showPanel(state.st !== before.st || state.seg !== before.seg);
  }

  #take(answer) {
    this.answer = answer;
    this.map = new ChainMap(answer, this.on);
    const { name, lens } = answer;
    this.title = lens ? t("chain.at", { chain: name, place: lens.name }) : t("chain.title", { chain: name });
    document.title = `${this.title} · ${t("app.name")}`;
    this.#draw();
  }

  #draw() {
    const { answer, on } = this;
    const table = this.state.view === "table";
    const lens = placePicker(answer.lens, (id) => this.change({ lens: id, seg: null, st: null }));
    fill(
      this.main,
      h("header", { class: "analysis-head" }, h("h1", {}, this.title), this.#actions(), figures(answer, on)),
      h("div", { class: "card toolbar-card no-print" }, lens),
      table ? chainTable(answer, on) : this.#picture(),
      note(),
    );
  }

  #picture() {
    const { answer, on } = this;
    const { firms, parks, policies } = answer;
    const map = segmentsOf(answer).length ? this.map.element : emptyState(t("chain.noSegments"));
    const known = policies.length ? policyList(policies, on) : emptyState(t("chain.noPolicies"));
    return [
      firms.length ? generalCard("chain.general", firms, on, "chain.generalNote") : null,
      h("section", { class: "card chain-card" }, map, legend()),
      h(
        "div",
        { class: "two" },
        h("section", { class: "card" }, h("h2", {}, t("chain.policies")), known),
        parks.length ? generalCard("chain.parks", parks, on) : null,
      ),
    ];
  }

  #actions() {
    const { id, lens } = this.answer;
    const table = this.state.view === "table";
    const tab = (key, view, pressed) =>
      button(t(key), () => this.change({ view }), { class: "tab", "aria-pressed": String(pressed) });
    const tabs = [tab("chain.map", null, !table), tab("chain.table", "table", table)];
    const csv = () => saveCsv(this.title, HEADS.map((key) => t(key)), rowsOf(this.answer, typeLabel));
    return h(
      "p",
      { class: "actions no-print" },
      h("span", { class: "tabs", role: "group", "aria-label": t("net.view") }, tabs),
      button(t("chain.csv"), csv, { class: "secondary" }),
      button(t("chain.print"), () => window.print(), { class: "secondary" }),
      h("a", { class: "button secondary", href: entityAddress(lens?.id ?? id) }, t("chain.entity")),
    );
  }

  #close() {
    const { seg, st } = this.state;
    this.change(st && seg ? { st: null } : { seg: null, st: null });
    if (seg) this.map.focus(seg);
  }

  /** asked: it was just asked for, so the reader is taken to it. */
  async #showPanel(asked = false) {
    const turn = this.turn;
    const { seg, st } = this.state;
    const segment = segmentsOf(this.answer).find(({ id }) => id === seg);
    this.map.select(segment ? seg : null);
    this.panel.hidden = !st && !segment;
    this.element.classList.toggle("with-panel", !this.panel.hidden);
    if (this.panel.hidden) return;
    let content = segment && !st ? segmentPanel(this.answer, segment, this.on) : null;
    if (st) {
      const back = button(segment ? `← ${t("seg.back")}` : t("seg.close"), this.on.close, { class: "small" });
      const failed = (error) => errorState(error, st, () => this.#showPanel());
      content = [back, await evidencePanel(st, this.on.evidence).catch(failed)];
    }
    if (turn !== this.turn) return;
    fill(this.panel, content);
    this.panel.scrollTop = 0;
    if (!asked) return;
    this.panel.focus({ preventScroll: true });
    if (window.matchMedia(NARROW).matches) this.panel.scrollIntoView({ block: "start" });
  }
}
