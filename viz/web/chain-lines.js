// Who supplies whom, as lines between the boxes of a chain map: faint, and full for one segment.
import { svg } from "./dom.js";

const BULGE = 22; // px by which a line between boxes of one column swings out

export class ChainLines {
  /** frame: the element the boxes lie in; supplies: {from, to}; boxOf(id): the box of a segment. */
  constructor(frame, supplies, boxOf) {
    Object.assign(this, { frame, supplies, boxOf, shown: null });
    this.faint = svg("svg", { class: "chain-lines", "aria-hidden": "true" });
    this.full = svg("svg", { class: "chain-lines chain-lines-full", "aria-hidden": "true" });
    frame.prepend(this.faint);
    frame.append(this.full);
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(frame);
  }

  /** Draw all lines for where the boxes are now; nothing while the map is not on the page. */
  draw() {
    if (!this.frame.isConnected) return;
    const { width, height } = this.frame.getBoundingClientRect();
    for (const layer of [this.faint, this.full]) {
      layer.setAttribute("viewBox", `0 0 ${width} ${height}`);
      layer.setAttribute("width", width);
      layer.setAttribute("height", height);
    }
    this.faint.replaceChildren(...this.supplies.map((supply) => this.#line(supply)));
    this.show(this.shown);
  }

  /** Draw the lines of one segment fully; null for none. */
  show(id) {
    this.shown = id;
    const own = id ? this.supplies.filter(({ from, to }) => from === id || to === id) : [];
    this.full.replaceChildren(
      ...own.map((supply) => this.#line(supply, supply.to === id ? "line-supplier" : "line-customer")),
      ...own.map((supply) => this.#head(supply, supply.to === id ? "line-supplier" : "line-customer")),
    );
  }

  destroy() {
    this.watch.disconnect();
  }

  #line(supply, name = "") {
    const { start, end } = this.#ends(supply);
    const half = start.side === end.side ? 0 : Math.max(20, Math.abs(end.x - start.x) / 2);
    const bend = ({ x, side }) => x + side * (half || BULGE);
    const path = `M${start.x} ${start.y} C${bend(start)} ${start.y} ${bend(end)} ${end.y} ${end.x} ${end.y}`;
    return svg("path", { d: path, class: name || (supply.reported ? "line-reported" : "") });
  }

  #head(supply, name) {
    const { end } = this.#ends(supply);
    const back = end.x + end.side * 7;
    const path = `M${end.x} ${end.y} L${back} ${end.y - 4} L${back} ${end.y + 4} Z`;
    return svg("path", { d: path, class: `${name} line-head` });
  }

  /** Where a line leaves its supplier and comes to its customer: {x, y, side: -1 left, 1 right}. */
  #ends({ from, to }) {
    const home = this.frame.getBoundingClientRect();
    const [a, b] = [from, to].map((id) => this.boxOf(id).getBoundingClientRect());
    const at = (box, side) => ({
      x: (side > 0 ? box.right : box.left) - home.left,
      y: box.top + Math.min(box.height / 2, 18) - home.top,
      side,
    });
    if (b.left >= a.right) return { start: at(a, 1), end: at(b, -1) };
    if (b.right <= a.left) return { start: at(a, -1), end: at(b, 1) };
    return { start: at(a, 1), end: at(b, 1) };
  }
}
