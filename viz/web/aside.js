// The panel at the side that shows the evidence of what was asked for.
import { button, fill, h } from "./dom.js";
import { evidencePanel } from "./evidence.js";
import { t } from "./i18n.js";
import { errorState } from "./states.js";

const NARROW = "(max-width: 1099px)";

export class EvidenceAside {
  /** frame: the element that gets the class `with-panel` while it is open; on: {evidence(statement), close()}. */
  constructor(frame, on) {
    Object.assign(this, { frame, on, shown: null });
    const label = t("panel.label");
    this.element = h("aside", { class: "panel card no-print", "aria-label": label, tabindex: "-1", hidden: true });
    frame.addEventListener("keydown", (event) => event.key === "Escape" && this.shown && on.close());
  }

  /** Show the evidence of a statement; null closes the panel. asked: the reader is taken there, and back. */
  async show(st, asked = false) {
    if (st && !this.shown) this.before = document.activeElement;
    this.shown = st;
    this.element.hidden = !st;
    this.frame.classList.toggle("with-panel", Boolean(st));
    if (!st) return this.before?.isConnected && this.before.focus();
    const close = button(t("seg.close"), this.on.close, { class: "small" });
    const failed = (error) => errorState(error, st, () => this.show(st));
    const content = await evidencePanel(st, this.on.evidence).catch(failed);
    if (this.shown !== st) return;
    fill(this.element, close, content);
    if (!asked) return;
    this.element.focus({ preventScroll: true });
    if (window.matchMedia(NARROW).matches) this.element.scrollIntoView({ block: "start" });
  }
}
