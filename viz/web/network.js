// Draws a Graph with vis-network. The places come from layout.js, so the picture is calm: nothing moves by itself.
import { t } from "./i18n.js";
import { FONT_SIZE, labelsThatFit, NAME_SIZE, place, roomForNames, wrapName } from "./layout.js";
import { colours, onLook } from "./look.js";
import { bends, degrees, drawnEdge, drawnNode, edgeColor, factWords, nodeColor, OPTIONS } from "./network-parts.js";

const READABLE = 11; // px on the screen: labels never get smaller, those without room are left out

export class NetworkView {
  /** on: {select(id), expand(id), open(statement)}, each optional. */
  constructor(element, on) {
    this.element = element;
    element.networkView = this; // for the browser's console and the tests
    this.on = on;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(element, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.#paint();
    this.endLook = onLook((paper) => this.#repaint(paper));
    this.network.on("zoom", () => this.#thin());
    this.network.on("animationFinished", () => this.#thin());
    this.network.on("click", ({ nodes, edges }) => {
      if (nodes.length) this.on.select?.(nodes[0]);
      else if (edges.length) this.on.open?.(edges[0]);
    });
    this.network.on("doubleClick", ({ nodes }) => nodes.length && this.on.expand?.(nodes[0]));
    this.network.on("hoverNode", () => {
      element.style.cursor = "pointer";
    });
    this.network.on("blurNode", () => {
      element.style.cursor = "";
    });
  }

  /**
   * Show these facts and nodes. selected: the id looked at; statement: the fact looked at, or null; hidden(id): how
   * many facts of it are not shown; labels: whether to write relation names.
   */
  show({ facts, nodes }, { centre, selected, statement = null, hidden, labels }) {
    const kept = this.nodes.getIds().filter((id) => nodes.has(id));
    const texts = new Map(
      [...nodes].map(([id, { name }]) => [id, wrapName(name) + (hidden(id) > 0 ? `\n+${hidden(id)}` : "")]),
    );
    const places = place(
      { facts, nodes },
      new Map(Object.entries(this.network.getPositions(kept))),
      centre,
      texts,
      this.element.clientWidth / Math.max(1, this.element.clientHeight),
    );
    const degree = degrees(facts);
    this.nodes.remove(this.nodes.getIds().filter((id) => !nodes.has(id)));
    this.nodes.update(
      [...nodes.values()].map((node) => ({
        ...drawnNode(node, texts.get(node.id), {
          main: node.id === centre,
          shown: degree.get(node.id) ?? 0,
          hidden: hidden(node.id),
          ink: this.ink,
        }),
        ...places.get(node.id),
      })),
    );
    const statements = new Set(facts.map(({ statement }) => statement));
    this.edges.remove(this.edges.getIds().filter((id) => !statements.has(id)));
    this.edges.update(bends(facts).map(([fact, bend]) => drawnEdge(fact, bend)));
    this.centre = centre;
    this.shown = { facts, texts, degree, selected, labels };
    this.fontSize = null;
    this.#select(selected, statement);
    this.element.setAttribute(
      "aria-label",
      t("net.label", { name: nodes.get(centre).name, nodes: nodes.size, facts: facts.length }),
    );
    if (nodes.size > kept.length) {
      this.element.querySelector(".vis-tooltip")?.style.setProperty("visibility", "hidden"); // it tells of the picture before
      this.fit(kept.length > 0);
    }
    this.#thin();
  }

  /** Write the labels at a size that can be read at this zoom, and only those that have room. */
  #thin() {
    const scale = this.network.getScale();
    const label = Math.round(Math.max(FONT_SIZE, READABLE / scale));
    if (!this.shown || label === this.fontSize) return;
    this.fontSize = label;
    const { facts, texts, degree, selected, labels } = this.shown;
    const places = new Map(Object.entries(this.network.getPositions()));
    const weight = (id) => (id === selected ? 2e6 : id === this.centre ? 1e6 : (degree.get(id) ?? 0));
    const ids = [...places.keys()].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
    const fit = labelsThatFit(ids, places, texts, label);
    const written = new Map([...texts].filter(([id]) => fit.has(id)));
    const name = Math.round(Math.max(NAME_SIZE, (READABLE - 1) / scale));
    const chosen = selected === this.centre ? null : selected;
    const named = labels ? roomForNames(facts, places, written, factWords, chosen, { label, name }) : new Set();
    this.nodes.update(ids.map((id) => ({ id, font: { size: fit.has(id) ? label : 0 } })));
    this.edges.update(
      facts.map((fact) => ({
        id: fact.statement,
        label: named.has(fact.statement) ? factWords(fact) : " ",
        font: { size: name },
      })),
    );
  }

  /** The picture as it is on the screen, on the ground of the pages, as a PNG (a promise of a Blob). */
  png() {
    const drawn = this.element.querySelector("canvas");
    const copy = document.createElement("canvas");
    copy.width = drawn.width;
    copy.height = drawn.height;
    const pen = copy.getContext("2d");
    [pen.fillStyle] = colours("--card");
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(drawn, 0, 0);
    return new Promise((resolve) => {
      copy.toBlob(resolve, "image/png");
    });
  }

  /** The colours of labels, as the look of the pages has them. */
  #paint() {
    const [ink, soft, ground, ring, chosen] = colours(
      "--net-ink",
      "--net-soft",
      "--card",
      "--net-ring",
      "--net-chosen",
    );
    this.ink = { ring, chosen };
    this.network.setOptions({
      nodes: { font: { color: ink, strokeColor: ground } },
      edges: { font: { color: soft, strokeColor: ground } },
    });
  }

  #repaint(paper) {
    this.#paint();
    this.edges.update(this.edges.map(({ id, relation }) => ({ id, color: edgeColor(relation) })));
    this.nodes.update(this.nodes.map(({ id, color }) => ({ id, color: nodeColor(color.background, this.ink) })));
    this.network.redraw();
    if (paper) this.reveal();
  }

  #select(id, statement) {
    const nodes = id && this.nodes.get(id) ? [id] : [];
    const edges = statement && this.edges.get(statement) ? [statement] : [];
    this.network.setSelection({ nodes, edges }, { highlightEdges: id !== this.centre && !edges.length });
  }

  fit(animated = true) {
    const calm = !animated || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.fit({
      animation: calm ? false : { duration: 350, easingFunction: "easeInOutQuad" },
      maxZoomLevel: 1.2,
    });
    if (calm) this.#thin();
  }

  /** To be called when the picture is shown again after it was hidden. */
  reveal() {
    this.network.setSize("100%", "100%");
    this.network.redraw();
    this.fit(false);
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.1, this.network.getScale() * factor)) });
    this.#thin();
  }

  destroy() {
    this.endLook();
    this.network.destroy();
  }
}
