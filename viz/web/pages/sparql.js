// The query page: the question gallery with its fields, a query field with completion, the answer, faults in their line.
import * as api from "../api.js";
import { Completion } from "../completion.js";
import { button, fill, h } from "../dom.js";
import { t } from "../i18n.js";
import { prefixes } from "../ontology.js";
import { questionForm, questionList } from "../question-form.js";
import { shownAnswer } from "../result-view.js";
import { address, go } from "../routes.js";
import { emptyState, errorText, loading } from "../states.js";

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

/** The page of #/sparql; ?query=… is put into the field and run, ?question=<name> with its parameters too. */
export async function open(route) {
  const gallery = (await api.questions()).results;
  return new QueryPage(gallery, route);
}

class QueryPage {
  constructor(gallery, route) {
    this.gallery = gallery;
    this.title = t("sparql.title");
    this.first = route;
    this.call = null;
    this.area = h("textarea", {
      id: "query",
      class: "query",
      rows: 12,
      wrap: "off",
      spellcheck: "false",
      autocapitalize: "off",
    });
    this.mark = h("div", { class: "line-mark", hidden: true });
    this.chosen = h("div", {});
    this.result = h("section", { class: "sparql-result", "aria-live": "polite", "aria-label": t("sparql.result") });
    this.area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    this.area.addEventListener("input", () => this.#markLine(null));
    this.area.addEventListener("scroll", () => this.#markLine(this.line));
    this.element = this.#layout();
  }

  #layout() {
    const submit = (event) => {
      event.preventDefault();
      this.#choose(this.area.value);
    };
    this.form = h(
      "form",
      { class: "card", on: { submit } },
      h("label", { for: "query", class: "field-label" }, t("sparql.query")),
      h("div", { class: "editor" }, this.area, this.mark, new Completion(this.area).elements),
      h(
        "p",
        { class: "actions" },
        h("button", { type: "submit", class: "primary" }, t("sparql.run")),
        button(t("sparql.stop"), () => this.call?.abort(), { class: "secondary" }),
        h("span", { class: "muted" }, t("sparql.shortcut")),
      ),
    );
    const list = questionList(this.gallery, (question) => this.#ask(question, {}));
    return h(
      "div",
      {},
      h("h1", {}, t("sparql.title")),
      h(
        "div",
        { class: "two wide-left" },
        h("div", { class: "stack" }, this.chosen, this.form),
        h("div", { class: "stack" }, list, prefixList()),
      ),
      this.result,
    );
  }

  ready() {
    this.update(this.first);
  }

  destroy() {
    this.call?.abort();
  }

  /** Bring the page to what the address says. */
  update({ parameters }) {
    const named = this.gallery.find(({ name }) => name === parameters.get("question"));
    const query = parameters.get("query");
    if (query === null || named) {
      const question = named ?? this.gallery[0];
      const given = question.parameters.map(({ name }) => [name, parameters.get(name)]).filter(([, value]) => value);
      void this.#ask(question, Object.fromEntries(given), named === undefined);
    } else if (query !== this.area.value) {
      this.#choose(query);
    }
  }

  /** Fill in a question of the gallery and run it; what was chosen goes into the address. */
  async #ask(question, values, silent = false) {
    if (!silent) go(address("sparql", "", { question: question.name, ...values }), { replace: true });
    if (this.question !== question)
      fill(
        this.chosen,
        questionForm(question, values, (taken) => this.#ask(question, taken)),
      );
    this.question = question;
    fill(this.result, loading("sparql.running"));
    try {
      this.area.value = Object.keys(values).length ? (await api.question(question.name, values)).text : question.text;
      await this.#run();
    } catch (error) {
      fill(this.result, this.#fault(error));
    }
  }

  /** Run a query of the reader's own. */
  #choose(query) {
    this.area.value = query;
    this.question = null;
    fill(this.chosen);
    go(address("sparql", "", { query }), { replace: true });
    void this.#run();
  }

  async #run() {
    this.call?.abort();
    const call = new AbortController();
    this.call = call;
    this.#markLine(null);
    const query = this.area.value;
    fill(this.result, loading("sparql.running"));
    const begun = performance.now();
    try {
      const answer = await api.sparql(query, ACCEPT, call.signal);
      fill(this.result, shownAnswer(answer, query, Math.round(performance.now() - begun)));
    } catch (error) {
      if (call !== this.call) return;
      fill(this.result, error.name === "AbortError" ? emptyState(t("sparql.stopped")) : this.#fault(error));
    }
  }

  /** The fault in words; the line that the server names is marked in the query, the caret at its end. */
  #fault(error) {
    const known = [400, 500].includes(error.status) ? error.message : errorText(error);
    const lines = this.area.value.split("\n");
    const named = error.line && error.line <= lines.length;
    if (named) {
      const end = lines.slice(0, error.line).join("\n").length;
      this.area.focus();
      this.area.setSelectionRange(end, end);
      this.#markLine(error.line);
    }
    return h(
      "div",
      { class: "state state-error", id: "query-fault", role: "alert" },
      h("p", {}, h("strong", {}, t("sparql.error"))),
      h("pre", {}, known),
      named ? h("p", {}, `${t("sparql.line", { n: error.line })}：`, h("code", {}, lines[error.line - 1])) : null,
    );
  }

  /** A bar behind a line of the query; none for null. */
  #markLine(line) {
    this.line = line;
    this.area.setAttribute("aria-invalid", String(Boolean(line)));
    const { paddingTop, lineHeight } = getComputedStyle(this.area);
    const top = parseFloat(paddingTop) + ((line ?? 1) - 1) * parseFloat(lineHeight) - this.area.scrollTop;
    this.mark.hidden = !line || top < 0 || top > this.area.clientHeight - parseFloat(lineHeight);
    this.mark.style.top = `${top + 1}px`;
    this.mark.style.height = lineHeight;
  }
}

const prefixList = () =>
  h(
    "details",
    { class: "card" },
    h("summary", {}, t("sparql.prefixes")),
    h("p", { class: "muted" }, t("sparql.lead")),
    h(
      "dl",
      { class: "prefixes" },
      Object.entries(prefixes()).map(([prefix, iri]) => h("div", {}, h("dt", {}, `${prefix}:`), h("dd", {}, iri))),
    ),
  );
