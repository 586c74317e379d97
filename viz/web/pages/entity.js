// An entity: the network around it, what to show of it, and the panel with facts and their evidence.
import { button, fill, h } from "../dom.js";
import { entityPanel } from "../entity-panel.js";
import { evidencePanel } from "../evidence.js";
import { factsTable } from "../facts-table.js";
import { drawFilters } from "../filters.js";
import { Graph } from "../graph.js";
import { t } from "../i18n.js";
import { centreLayer, Entities, layer } from "../layers.js";
import { NetworkView } from "../network.js";
import { go } from "../routes.js";
import { emptyState, errorState, errorText, loading } from "../states.js";
import { groupLayer, nextExpansion, parseLayer, readState, stateAddress, toggled } from "../view-state.js";

const NARROW = "(max-width: 899px)";
const NOTHING = { get: () => null, getAll: () => [] };

/** The page of #/entity/<id>; the rest of its state is in the address too (view-state.js). */
export async function open(route) {
  const entities = new Entities();
  const entity = await entities.get(route.id);
  const page = new EntityPage(entity, entities);
  page.graph.setLayer("centre", await centreLayer(entity, window.matchMedia(NARROW).matches ? "narrow" : "wide"));
  page.first = readState(route.parameters);
  return page;
}

class EntityPage {
  constructor(entity, entities) {
    this.title = entity.name;
    this.entity = entity;
    this.entities = entities;
    this.graph = new Graph(entity);
    this.turn = 0;
    this.state = readState(NOTHING);
    this.#build();
  }

  #build() {
    this.canvas = h("div", { class: "canvas", role: "img" });
    this.table = h("div", { class: "facts-table scroll", hidden: true });
    this.note = h("p", { class: "net-note muted", role: "status" });
    this.filters = h("div", { class: "filters" });
    this.panel = h("aside", { class: "panel card", "aria-label": t("panel.label"), tabindex: "-1" });
    this.labels = h("input", { type: "checkbox", checked: true, on: { change: () => this.change({ labels: this.labels.checked ? null : "0" }, true) } });
    this.graphButton = button(t("net.graph"), () => this.change({ view: null }, true), { class: "tab" });
    this.tableButton = button(t("net.table"), () => this.change({ view: "table" }, true), { class: "tab" });
    this.picture = [
      button("+", () => this.view.zoom(1.3), { class: "tool", "aria-label": t("net.zoomIn"), title: t("net.zoomIn") }),
      button("−", () => this.view.zoom(1 / 1.3), { class: "tool", "aria-label": t("net.zoomOut"), title: t("net.zoomOut") }),
      button(t("net.fit"), () => this.view.fit(), { class: "tool" }),
      h("label", { class: "tool" }, this.labels, t("net.labels"))];
    const legend = h("details", { class: "legend card", open: !window.matchMedia(NARROW).matches }, h("summary", {}, t("net.filters")), this.filters);
    this.element = h("div", { class: "explore" }, legend,
      h("section", { class: "net card" }, h("h1", { class: "visually-hidden" }, this.entity.name),
        h("div", { class: "toolbar" }, h("div", { class: "tabs", role: "group", "aria-label": t("net.view") }, this.graphButton, this.tableButton), this.picture),
        this.canvas, this.table, this.note),
      this.panel);
  }

  ready() {
    this.view = new NetworkView(this.canvas, {
      select: (id) => this.change({ sel: id, st: null }),
      expand: (id) => this.expand(id),
      open: (statement) => this.change({ st: statement }),
    });
    void this.#follow(this.first);
  }

  update(route) {
    void this.#follow(readState(route.parameters));
  }

  destroy() {
    this.turn += 1;
    this.view?.destroy();
  }

  /** Change the state, which changes the address, which brings the page to the new state. */
  change(part, replace = false) {
    const state = { ...this.state, ...part };
    go(stateAddress(this.entity.id, state), { replace });
    if (replace) void this.#follow(state);
  }

  expand(id) {
    if (this.#hidden(id) > 0 || !this.entities.known(id)) {
      this.change({ open: [...this.state.open, nextExpansion(id, this.state.open)], sel: id, st: null });
    }
  }

  async #follow(state) {
    const turn = ++this.turn;
    const before = this.state;
    this.state = state;
    this.graph.hiddenTypes = new Set(state.off.filter((key) => key.startsWith("t:")).map((key) => key.slice(2)));
    this.graph.hiddenRelations = new Set(state.off.filter((key) => key.startsWith("r:")).map((key) => key.slice(2)));
    this.graph.hiddenNodes = new Set(state.hide);
    const fault = await this.#loadLayers(state.open);
    if (turn !== this.turn) return;
    this.#draw(fault);
    await this.#showPanel(turn);
    if (state.st && state.st !== before.st && window.matchMedia(NARROW).matches) this.panel.scrollIntoView({ block: "start" });
  }

  async #loadLayers(keys) {
    for (const key of this.graph.layers.keys()) if (key !== "centre" && !keys.includes(key)) this.graph.dropLayer(key);
    for (const key of keys.filter((one) => !this.graph.layers.has(one))) {
      this.note.textContent = t("state.loading");
      try {
        const shown = new Set(this.graph.all().map(({ statement }) => statement));
        this.graph.setLayer(key, await layer(key, this.entities, shown));
      } catch (error) {
        return errorText(error, key);
      }
    }
    return null;
  }

  #draw(fault = null) {
    const { view, labels, off, sel, st } = this.state;
    const visible = this.graph.visible();
    const table = view === "table";
    const revealed = this.canvas.hidden && !table;
    this.labels.checked = labels !== "0";
    this.canvas.hidden = table;
    this.table.hidden = !table;
    for (const tool of this.picture) tool.hidden = table;
    this.graphButton.setAttribute("aria-pressed", String(!table));
    this.tableButton.setAttribute("aria-pressed", String(table));
    this.view.show(visible, { centre: this.entity.id, selected: sel ?? this.entity.id, statement: st, hidden: (id) => this.#hidden(id), labels: labels !== "0" });
    if (revealed) this.view.reveal();
    if (table) {
      fill(this.table, visible.facts.length
        ? factsTable(visible.facts, { select: (id) => this.change({ sel: id, st: null }), evidence: (st) => this.change({ st }) })
        : emptyState(t("net.empty")));
    }
    const count = t("net.count", { nodes: visible.nodes.size, facts: visible.facts.length });
    const none = this.graph.all().length ? t("net.empty") : t("net.lonely");
    this.note.textContent = fault ?? (visible.facts.length ? `${count} · ${t("net.hint")}` : none);
    drawFilters(this.filters, this.graph, off, {
      toggle: (key) => this.change({ off: toggled(this.state.off, key) }, true),
      restore: () => this.change({ hide: [] }, true),
    });
  }

  /** How many facts of an entity the network does not hold; 0 while it is not known. */
  #hidden(id) {
    const total = this.entities.total(id);
    return total === null ? 0 : Math.max(0, total - this.graph.all().filter(({ subject, object }) => subject.id === id || object.id === id).length);
  }

  async #showPanel(turn) {
    const id = this.state.sel ?? this.entity.id;
    const wait = setTimeout(() => turn === this.turn && fill(this.panel, loading()), 150);
    let content;
    try {
      const entity = await this.entities.get(id);
      content = this.state.st ? await this.#evidence(entity) : this.#entity(entity);
    } catch (error) {
      content = errorState(error, this.state.st ?? id, () => this.#showPanel(turn));
    }
    clearTimeout(wait);
    if (turn !== this.turn) return;
    fill(this.panel, content);
    this.panel.scrollTop = 0;
    this.#draw();
  }

  async #evidence(entity) {
    const { element } = await evidencePanel(this.state.st, (st) => this.change({ st }));
    return [h("p", {}, button(`← ${t("ev.back", { name: entity.name })}`, () => this.change({ st: null }), { class: "linklike" })), element];
  }

  #entity(entity) {
    const { id } = entity;
    const held = this.graph.all();
    const inNetwork = ({ relation, direction }) => held.filter((fact) =>
      fact.relation === relation && (direction === "out" ? fact.subject : fact.object).id === id).length;
    return entityPanel(entity, {
      select: (other) => this.#goTo(other),
      evidence: (st) => this.change({ st }),
      expand: () => this.expand(id),
      collapse: () => this.change({ open: this.state.open.filter((key) => parseLayer(key).id !== id) }),
      hide: () => this.change({ hide: [...this.state.hide, id], sel: null }),
      centre: () => go(stateAddress(id, {})),
      add: (group) => this.change({ open: [...this.state.open, groupLayer(id, group)] }),
    }, { isCentre: id === this.entity.id, hidden: this.#hidden(id), open: this.state.open.some((key) => parseLayer(key).id === id), inNetwork });
  }

  /** Select an entity that is in the picture; go to the page of one that is not. */
  #goTo(id) {
    if (this.graph.visible().nodes.has(id)) this.change({ sel: id, st: null });
    else go(stateAddress(id, {}));
  }
}
