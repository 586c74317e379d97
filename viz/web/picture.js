// The picture of a Graph with all that stands around it: legend, toolbar, network, the same as a table, a note.
import { button, fill, h, save } from "./dom.js";
import { factsCsv, graphml } from "./export.js";
import { factsTable } from "./facts-table.js";
import { drawFilters } from "./filters.js";
import { t } from "./i18n.js";
import { NetworkView } from "./network.js";
import { emptyState } from "./states.js";

const ROOM_FOR_LEGEND = "(min-width: 1100px)";

export class Picture {
  /**
   * on: {select(id), expand(id), evidence(statement), toggle(key), restore(), undo(), redo(), show({view} or {labels})}. The elements
   * `legend` and `frame` are to be put on the page before start().
   */
  constructor(graph, on) {
    this.graph = graph;
    this.on = on;
    this.canvas = h("div", { class: "canvas", role: "img" });
    this.table = h("div", { class: "facts-table scroll", hidden: true });
    this.note = h("p", { class: "net-note muted", role: "status" });
    this.filters = h("div", { class: "filters" });
    const open = window.matchMedia(ROOM_FOR_LEGEND).matches;
    this.legend = h("details", { class: "legend card", open }, h("summary", {}, t("net.filters")), this.filters);
    const title = h("h1", { class: "visually-hidden" }, graph.centre.name);
    this.frame = h("section", { class: "net card" }, title, this.#toolbar(), this.canvas, this.table, this.note);
  }

  #toolbar() {
    const tool = (words, label, onClick) =>
      button(words, onClick, { class: "tool", "aria-label": label, title: label });
    const setLabels = (event) => this.on.show({ labels: event.target.checked ? null : "0" });
    this.labels = h("input", { type: "checkbox", checked: true, on: { change: setLabels } });
    this.tools = [
      tool("+", t("net.zoomIn"), () => this.view.zoom(1.3)),
      tool("−", t("net.zoomOut"), () => this.view.zoom(1 / 1.3)),
      button(t("net.fit"), () => this.view.fit(), { class: "tool" }),
      h("label", { class: "tool" }, this.labels, t("net.labels")),
    ];
    this.steps = [tool("↶", t("net.undo"), () => this.on.undo()), tool("↷", t("net.redo"), () => this.on.redo())];
    const files = [
      button("PNG", () => this.#savePng(), { class: "tool", title: t("net.png"), "aria-label": t("net.png") }),
      button("CSV", () => this.#saveCsv(), { class: "tool", title: t("net.csv"), "aria-label": t("net.csv") }),
      button("GraphML", () => this.#saveGraphml(), { class: "tool", title: t("net.graphml"), "aria-label": t("net.graphml") }),
    ];
    this.tools.push(files[0]);
    this.tabs = [
      button(t("net.graph"), () => this.on.show({ view: null }), { class: "tab" }),
      button(t("net.table"), () => this.on.show({ view: "table" }), { class: "tab" }),
    ];
    const tabs = h("div", { class: "tabs", role: "group", "aria-label": t("net.view") }, this.tabs);
    return h("div", { class: "toolbar" }, tabs, this.steps, this.tools, files.slice(1));
  }

  async #savePng() {
    save(`${this.graph.centre.name}.png`, "image/png", await this.view.png());
  }

  #saveCsv() {
    save(`${this.graph.centre.name}.csv`, "text/csv", factsCsv(this.graph.visible().facts));
  }

  #saveGraphml() {
    save(`${this.graph.centre.name}.graphml`, "application/graphml+xml", graphml(this.graph.visible()));
  }

  /** Whether there is a step to undo and one to redo. */
  setSteps(undo, redo) {
    [undo, redo].forEach((possible, i) => {
      this.steps[i].disabled = !possible;
    });
  }

  /** Begin to draw; the elements must be on the page, where the network takes their size. */
  start() {
    const { select, expand, evidence } = this.on;
    this.view = new NetworkView(this.canvas, { select, expand, open: evidence });
  }

  /** Bring the picture to a state (view-state.js). hidden(id): how many facts are not shown; fault: words or null. */
  draw({ view, labels, off, sel, st }, hidden, fault) {
    const visible = this.graph.visible();
    const centre = this.graph.centre.id;
    this.#turnTo(view === "table");
    this.labels.checked = labels !== "0";
    this.view.show(visible, { centre, selected: sel ?? centre, statement: st, hidden, labels: labels !== "0" });
    this.#drawTable(view === "table" ? visible.facts : []);
    this.note.textContent = fault ?? this.#words(visible);
    drawFilters(this.filters, this.graph, off, this.on);
  }

  #turnTo(table) {
    const revealed = this.canvas.hidden && !table;
    this.canvas.hidden = table;
    this.table.hidden = !table;
    for (const tool of this.tools) tool.hidden = table;
    this.tabs.forEach((tab, i) => tab.setAttribute("aria-pressed", String(table === (i === 1))));
    if (revealed) this.view.reveal();
  }

  /** The table is made anew only for other facts, so that the keyboard focus in it stays. */
  #drawTable(facts) {
    const signature = facts.map(({ statement }) => statement).join(" ");
    if (signature === this.table.dataset.signature) return;
    this.table.dataset.signature = signature;
    fill(this.table, facts.length ? factsTable(facts, this.on) : emptyState(t("net.empty")));
  }

  #words({ nodes, facts }) {
    if (facts.length) return `${t("net.count", { nodes: nodes.size, facts: facts.length })} · ${t("net.hint")}`;
    return t(this.graph.all().length ? "net.empty" : "net.lonely");
  }

  destroy() {
    this.view?.destroy();
  }
}
