// An entity: the picture around it, and the panel with facts and their evidence. The state is in the address.
import { button, fill, h } from "../dom.js";
import { entityPanel } from "../entity-panel.js";
import { evidencePanel } from "../evidence.js";
import { Graph } from "../graph.js";
import { t } from "../i18n.js";
import { centreLayer, Entities, layer } from "../layers.js";
import { Picture } from "../picture.js";
import { go } from "../routes.js";
import { errorState, errorText, loading } from "../states.js";
import { Steps } from "../undo.js";
import { groupLayer, nextExpansion, NO_STATE, parseLayer, readState, stateAddress, toggled } from "../view-state.js";

const NARROW = "(max-width: 899px)";
const PATIENCE = 150; // ms before the panel says that it is loading

/** The page of #/entity/<id>; the rest of its state is in the address too (view-state.js). */
export async function open(route) {
  const entities = new Entities();
  const entity = await entities.get(route.id);
  const graph = new Graph(entity);
  graph.setLayer("centre", await centreLayer(entity, window.matchMedia(NARROW).matches ? "narrow" : "wide"));
  return new EntityPage(graph, entities, readState(route.parameters));
}

class EntityPage {
  constructor(graph, entities, first) {
    this.graph = graph;
    this.centre = graph.centre.id;
    this.title = graph.centre.name;
    this.entities = entities;
    this.first = first;
    this.state = NO_STATE;
    this.steps = new Steps();
    this.turn = 0;
    this.fault = null;
    this.picture = new Picture(graph, {
      select: (id) => this.change({ sel: id, st: null }),
      expand: (id) => this.expand(id),
      evidence: (st) => this.change({ st }),
      toggle: (key) => this.change({ off: toggled(this.state.off, key) }, true),
      undo: () => this.#step(this.steps.undo()),
      redo: () => this.#step(this.steps.redo()),
      restore: () => this.change({ hide: [] }, true),
      show: (part) => this.change(part, true),
    });
    this.panel = h("aside", { class: "panel card", "aria-label": t("panel.label"), tabindex: "-1" });
    this.element = h(
      "div",
      { class: "explore", on: { keydown: (event) => this.#key(event) } },
      this.picture.legend,
      this.picture.frame,
      this.panel,
    );
  }

  ready() {
    this.picture.start();
    void this.#follow(this.first);
  }

  update(route) {
    void this.#follow(readState(route.parameters));
  }

  destroy() {
    this.turn += 1;
    this.picture.destroy();
  }

  /** Change the state, which changes the address, which brings the page to the new state. */
  change(part, replace = false) {
    const state = { ...this.state, ...part };
    go(stateAddress(this.centre, state), { replace });
    if (replace) void this.#follow(state);
  }

  expand(id) {
    if (this.entities.known(id) && !this.#hidden(id)) return;
    this.change({ open: [...this.state.open, nextExpansion(id, this.state.open)], sel: id, st: null });
  }

  /** Go to a picture that undo or redo gives; nothing for null. */
  #step(picture) {
    if (picture) this.change(picture, true);
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.#step(this.steps.undo());
    else if (key === "y" || (key === "z" && event.shiftKey)) this.#step(this.steps.redo());
    else return;
    event.preventDefault();
  }

  async #follow(state) {
    const turn = ++this.turn;
    const asked = state.st !== null && state.st !== this.state.st;
    this.state = state;
    this.steps.note(state);
    this.picture.setSteps(this.steps.past.length > 0, this.steps.future.length > 0);
    const switchedOff = (kind) => state.off.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
    this.graph.hiddenTypes = new Set(switchedOff("t:"));
    this.graph.hiddenRelations = new Set(switchedOff("r:"));
    this.graph.hiddenModalities = new Set(switchedOff("m:"));
    this.graph.hiddenNodes = new Set(state.hide);
    this.fault = await this.#loadLayers(state.open);
    if (turn !== this.turn) return;
    this.#draw();
    await this.#showPanel(turn, asked);
  }

  /** Load the layers of the address that are missing, drop the others; gives a fault in words, or null. */
  async #loadLayers(keys) {
    for (const key of this.graph.layers.keys()) if (key !== "centre" && !keys.includes(key)) this.graph.dropLayer(key);
    for (const key of keys.filter((one) => !this.graph.layers.has(one))) {
      this.picture.note.textContent = t("state.loading");
      try {
        const shown = new Set(this.graph.all().map(({ statement }) => statement));
        this.graph.setLayer(key, await layer(key, this.entities, shown));
      } catch (error) {
        return errorText(error, parseLayer(key).id);
      }
    }
    return null;
  }

  #draw() {
    this.picture.draw(this.state, (id) => this.#hidden(id), this.fault);
  }

  /** How many facts of an entity the network does not hold; 0 while it is not known. */
  #hidden(id) {
    const held = this.graph.all().filter(({ subject, object }) => subject.id === id || object.id === id);
    return Math.max(0, (this.entities.total(id) ?? 0) - held.length);
  }

  /** asked: the evidence was just asked for, so the reader is taken to it. */
  async #showPanel(turn, asked = false) {
    const id = this.state.sel ?? this.centre;
    const wait = setTimeout(() => turn === this.turn && fill(this.panel, loading()), PATIENCE);
    const focused = asked || this.panel.contains(document.activeElement);
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
    if (focused) this.panel.focus({ preventScroll: true });
    if (asked && window.matchMedia(NARROW).matches) this.panel.scrollIntoView({ block: "start" });
    this.#draw();
  }

  async #evidence(entity) {
    const back = () => this.change({ st: null });
    return [
      h("p", {}, button(`← ${t("ev.back", { name: entity.name })}`, back, { class: "linklike" })),
      await evidencePanel(this.state.st, (st) => this.change({ st })),
    ];
  }

  #entity(entity) {
    const { id } = entity;
    const open = this.state.open.filter((key) => parseLayer(key).id === id);
    const on = {
      select: (other) => this.#goTo(other),
      evidence: (st) => this.change({ st }),
      expand: () => this.expand(id),
      collapse: () => this.change({ open: this.state.open.filter((key) => !open.includes(key)) }),
      hide: () => this.change({ hide: [...this.state.hide, id], sel: null }),
      centre: () => go(stateAddress(id, {})),
      add: (group) => this.change({ open: [...this.state.open, groupLayer(id, group)] }),
    };
    const inNetwork = (group) => this.graph.held(id, group);
    return entityPanel(entity, on, {
      isCentre: id === this.centre,
      hidden: this.#hidden(id),
      open: open.length > 0,
      inNetwork,
    });
  }

  /** Select an entity that is in the picture; go to the page of one that is not. */
  #goTo(id) {
    if (this.graph.visible().nodes.has(id)) this.change({ sel: id, st: null });
    else go(stateAddress(id, {}));
  }
}
