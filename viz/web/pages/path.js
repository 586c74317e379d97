// How two entities hang together: the ways between them, each step with its evidence, and the picture of them all.
import * as api from "../api.js";
import { EvidenceAside } from "../aside.js";
import { button, fill, h } from "../dom.js";
import { Graph, pathFacts } from "../graph.js";
import { pick, t } from "../i18n.js";
import { modalityBadge, typeBadge } from "../ontology.js";
import { NetworkView } from "../network.js";
import { address, entityAddress, go } from "../routes.js";
import { searchBox } from "../search-box.js";
import { emptyState, errorState, errorText } from "../states.js";

const WAYS = 6;
const STEPS = 5;
const ENDS = ["from", "to"];

/** The page of #/path?from=<id>&to=<id>&st=<statement>. */
export async function open({ parameters }) {
  const ids = Object.fromEntries(ENDS.map((end) => [end, parameters.get(end)]));
  const both = ids.from && ids.to;
  const answer = both
    ? await api.paths(ids.from, ids.to, { k: WAYS, max_length: STEPS })
    : { ...(await chosen(ids)), results: null };
  return new PathPage(answer, ids, parameters.get("st"));
}

/** The ends chosen so far. */
async function chosen(ids) {
  const found = await Promise.all(ENDS.map((end) => (ids[end] ? api.entity(ids[end]) : null)));
  return Object.fromEntries(ENDS.map((end, i) => [end, found[i]]));
}

class PathPage {
  constructor(answer, ids, st) {
    Object.assign(this, { answer, ids, st });
    const { from, to } = answer;
    this.title = from && to ? t("path.of", { from: from.name, to: to.name }) : t("path.title");
    const on = { evidence: (one) => this.#go(this.ids, one), close: () => this.#go(this.ids) };
    this.element = h("div", { class: "analysis" });
    this.aside = new EvidenceAside(this.element, on);
    this.element.append(h("div", { class: "stack" }, this.#content(on.evidence)), this.aside.element);
  }

  ready() {
    if (this.canvas) this.#draw();
    void this.aside.show(this.st);
  }

  update({ parameters }) {
    if (ENDS.every((end) => parameters.get(end) === this.ids[end]))
      return void this.aside.show(parameters.get("st"), true);
    void open({ parameters }).then(
      (page) => {
        this.destroy();
        this.element.replaceWith(page.element);
        Object.assign(this, page, { view: null });
        document.title = `${page.title} · ${t("app.name")}`;
        this.ready();
      },
      (error) => fill(this.note, h("span", { role: "alert" }, errorText(error))),
    );
  }

  destroy() {
    this.view?.destroy();
  }

  #go(ids, st = null) {
    go(address("path", "", { ...ids, st }));
  }

  #content(evidence) {
    const head = h("header", { class: "analysis-head" }, h("h1", {}, this.title));
    return [head, this.#ends(), this.#ways(evidence)];
  }

  #ends() {
    this.note = h("span", { class: "muted", role: "status" });
    const turn = () => this.#go({ from: this.ids.to, to: this.ids.from });
    return h(
      "div",
      { class: "card toolbar-card path-ends", role: "group", "aria-label": t("path.ends") },
      ENDS.map((end) => this.#end(end)),
      this.ids.from && this.ids.to ? button(t("path.turn"), turn, { class: "secondary" }) : null,
      this.note,
    );
  }

  #end(end) {
    const label = t(`path.${end}`);
    const take = (id) => this.#go({ ...this.ids, [end]: id });
    const search = async (q) => {
      const { results } = await api.search(q, { limit: 1 });
      if (results.length) take(results[0].id);
      else fill(this.note, t("search.none", { q }));
    };
    const words = { label, placeholder: t("path.placeholder"), button: t("path.choose") };
    const now = this.answer[end];
    return h(
      "div",
      { class: "path-end" },
      h("span", { class: "lens-label" }, label),
      now ? h("a", { class: "lens-now", href: entityAddress(now.id) }, typeBadge(now.type), h("strong", {}, now.name)) : null,
      searchBox({ onPick: ({ id }) => take(id), onSubmit: search, words }),
    );
  }

  #ways(evidence) {
    const { results } = this.answer;
    if (!results) return h("p", { class: "lead" }, t("path.lead"));
    if (!results.length) return emptyState(t("path.none", { n: STEPS }));
    this.canvas = h("div", { class: "canvas", role: "img", "aria-label": t("path.picture") });
    return [
      h("ol", { class: "ways" }, results.map((way) => wayCard(way, evidence))),
      h("section", { class: "card net path-net" }, h("h2", {}, t("path.picture")), this.canvas),
    ];
  }

  #draw() {
    const { from, results } = this.answer;
    const graph = new Graph(from);
    graph.setLayer("ways", pathFacts(results.map(({ steps, cost }) => ({ reason: steps, score: cost }))));
    const select = (id) => go(entityAddress(id));
    this.view = new NetworkView(this.canvas, { select, expand: select, open: (st) => this.#go(this.ids, st) });
    const shown = { centre: from.id, selected: from.id, statement: null, hidden: () => 0, labels: true };
    try {
      this.view.show(graph.visible(), shown);
    } catch (error) {
      fill(this.canvas, errorState(error, from.id, () => this.#draw()));
    }
  }
}

/** One way: its steps from end to end, each with a button for its evidence. */
function wayCard({ length, steps }, evidence) {
  const thing = (one) => h("a", { class: "end", href: entityAddress(one.id) }, typeBadge(one.type), h("strong", {}, one.name));
  const step = ({ label, statement, modality, to, words }) => [
    h(
      "span",
      { class: "way-step" },
      h("span", { class: "way-relation" }, `${pick(label)} →`),
      modality === "done" ? null : modalityBadge(modality),
      button(t("panel.evidence"), () => evidence(statement), {
        class: "small",
        "aria-label": t("panel.evidenceOf", { text: pick(words) }),
      }),
    ),
    thing(to),
  ];
  return h(
    "li",
    { class: "card way" },
    h("span", { class: "muted way-length" }, t("path.steps", { n: length })),
    h("div", { class: "way-line" }, thing(steps[0].from), steps.map(step)),
  );
}
