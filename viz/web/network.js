// Draws a Graph with vis-network. The places come from layout.js, so the picture is calm: nothing moves by itself.
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { colours, onLook } from "./look.js";
import { FONT_SIZE, NAME_SIZE, place, roomForNames, wrapName } from "./layout.js";
import { relationColor, relationLabel, typeColor, typeLabel, typeShape } from "./ontology.js";

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const OPTIONS = {
  physics: { enabled: false },
  interaction: { hover: true, multiselect: false, tooltipDelay: 150, keyboard: { enabled: true, bindToWindow: false } },
  nodes: {
    size: 17,
    borderWidth: 2,
    font: { face: FONT, size: FONT_SIZE, strokeWidth: 4 },
  },
  edges: {
    chosen: { edge: true, label: false },
    arrows: { to: { enabled: true, scaleFactor: 0.6 } },
    width: 1.5,
    selectionWidth: 2.5,
    hoverWidth: 0.6,
    font: {
      face: FONT,
      size: NAME_SIZE,
      strokeWidth: 5,
      align: "horizontal",
    },
  },
};

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
    this.endLook = onLook(() => this.#repaint());
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
    const all = new Map(Object.entries(this.network.getPositions()));
    const named = labels
      ? roomForNames(facts, all, texts, factWords, selected === centre ? null : selected)
      : new Set();
    this.edges.update(bends(facts).map(([fact, bend]) => drawnEdge(fact, named.has(fact.statement), bend)));
    this.centre = centre;
    this.#select(selected, statement);
    this.element.setAttribute(
      "aria-label",
      t("net.label", { name: nodes.get(centre).name, nodes: nodes.size, facts: facts.length }),
    );
    if (nodes.size > kept.length) {
      this.element.querySelector(".vis-tooltip")?.style.setProperty("visibility", "hidden"); // it tells of the picture before
      this.fit(kept.length > 0);
    }
  }

  /** The colours of labels, as the look of the pages has them. */
  #paint() {
    const [ink, soft, ground, ring, chosen] = colours("--net-ink", "--net-soft", "--card", "--net-ring", "--net-chosen");
    this.ink = { ring, chosen };
    this.network.setOptions({
      nodes: { font: { color: ink, strokeColor: ground } },
      edges: { font: { color: soft, strokeColor: ground } },
    });
  }

  #repaint() {
    this.#paint();
    this.nodes.update(this.nodes.map(({ id, color }) => ({ id, color: nodeColor(color.background, this.ink) })));
    this.network.redraw();
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
  }

  /** To be called when the picture is shown again after it was hidden. */
  reveal() {
    this.network.redraw();
    this.fit(false);
  }

  zoom(factor) {
    this.network.moveTo({ scale: Math.min(4, Math.max(0.1, this.network.getScale() * factor)) });
  }

  destroy() {
    this.endLook();
    this.network.destroy();
  }
}

function degrees(facts) {
  const degree = new Map();
  for (const { subject, object } of facts)
    for (const { id } of [subject, object]) degree.set(id, (degree.get(id) ?? 0) + 1);
  return degree;
}

/** Each fact with how far it bends, so that several between the same two nodes stay apart. */
function bends(facts) {
  const seen = new Map();
  return facts.map((fact) => {
    const key = [fact.subject.id, fact.object.id].sort().join(" ");
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return [fact, seen.get(key)];
  });
}

function nodeColor(background, { ring, chosen }) {
  const looked = { background, border: chosen };
  return { background, border: ring, highlight: looked, hover: looked };
}

function drawnNode({ id, type, name }, label, { main, shown, hidden, ink }) {
  return {
    id,
    label,
    shape: typeShape(type),
    size: main ? 23 : 17,
    color: nodeColor(typeColor(type), ink),
    title: tip(
      name,
      t("net.nodeTip", { type: typeLabel(type), shown }),
      hidden > 0 ? t("net.nodeTipHidden", { n: hidden }) : "",
    ),
  };
}

/** The relation's name, with the state of what is not done. */
const factWords = ({ relation, modality }) =>
  relationLabel(relation) + (modality === "done" ? "" : `（${t(`modality.${modality}`)}）`);

function drawnEdge(fact, named, bend) {
  const open = fact.modality !== "done";
  const words = factWords(fact);
  const color = relationColor(fact.relation);
  return {
    id: fact.statement,
    from: fact.subject.id,
    to: fact.object.id,
    label: named ? words : " ",
    dashes: open ? [9, 7] : fact.inferred ? [2, 5] : false,
    smooth: bend
      ? { enabled: true, type: bend % 2 ? "curvedCW" : "curvedCCW", roundness: 0.15 * Math.ceil(bend / 2) }
      : { enabled: false },
    color: { color, opacity: 0.8, highlight: color, hover: color },
    title: tip(`${fact.subject.name} — ${words} → ${fact.object.name}`),
  };
}

/** A tooltip as an element: in an element a name stays plain text. */
const tip = (first, ...rest) =>
  h(
    "div",
    { class: "net-tip" },
    h("strong", {}, first),
    rest.filter(Boolean).map((line) => h("div", {}, line)),
  );
