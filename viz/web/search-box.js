// A search field with suggestions: an ARIA combobox, usable by keyboard and with an input method for Chinese.
import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { typeBadge } from "./ontology.js";

const PAUSE = 120; // ms without a key before asking
const SUGGESTIONS = 8;
let boxes = 0;

/**
 * A form; onPick(hit) for a suggestion taken, onSubmit(text) for Enter or the button without one. types: only entities
 * of these; words: {label, placeholder, button} in place of the usual ones.
 */
export function searchBox({ onPick, onSubmit, value = "", large = false, types = null, words = {} }) {
  const id = `suggestions-${++boxes}`;
  const state = { hits: [], active: -1, timer: 0, call: null };
  const input = h("input", {
    type: "search",
    class: "search-input",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    value,
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    "aria-label": words.label ?? t("search.label"),
    placeholder: words.placeholder ?? t("search.placeholder"),
  });
  const list = h("ul", { id, class: "suggestions", role: "listbox", "aria-label": t("search.label"), hidden: true });
  const status = h("span", { class: "visually-hidden", role: "status" });
  const form = h(
    "form",
    { class: large ? "search search-large" : "search", role: "search", "aria-label": words.label ?? t("search.label") },
    input,
    h("button", { type: "submit", class: "primary" }, words.button ?? t("search.button")),
    list,
    status,
  );

  const close = () => {
    list.hidden = true;
    state.active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const cancel = () => {
    clearTimeout(state.timer);
    state.call?.abort();
  };
  const take = (hit) => {
    cancel();
    close();
    input.value = hit.name;
    onPick(hit);
  };
  const mark = (index) => {
    state.active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    list.children[index]?.scrollIntoView({ block: "nearest" });
    if (index >= 0) input.setAttribute("aria-activedescendant", `${id}-${index}`);
  };
  const ask = async () => {
    const q = input.value.trim();
    state.call?.abort();
    if (!q) return close();
    state.call = new AbortController();
    try {
      const results = await suggestions(q, types, state.call.signal);
      state.hits = results;
      fill(
        list,
        results.map((hit, i) => suggestion(hit, `${id}-${i}`, () => take(hit))),
      );
      if (!results.length) fill(list, h("li", { class: "suggestion-none" }, t("search.none", { q })));
      status.textContent = t("search.count", { n: results.length });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      state.active = -1;
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  const later = () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(ask, PAUSE);
  };

  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : state.hits.length;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && list.hidden) void ask();
    else if (event.key === "ArrowDown" && count) mark((state.active + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((state.active + count - 1) % count);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!list.hidden && state.active >= 0) return take(state.hits[state.active]);
    const q = input.value.trim();
    cancel();
    close();
    if (q) onSubmit(q);
  });
  return form;
}

/** The best hits, of these types when some are given. */
async function suggestions(q, types, signal) {
  const found = await Promise.all((types ?? [null]).map((type) => api.search(q, { type, limit: SUGGESTIONS }, signal)));
  const hits = found.flatMap(({ results }) => results);
  return hits.sort((a, b) => b.score - a.score).slice(0, SUGGESTIONS);
}

function suggestion(hit, id, onTake) {
  return h(
    "li",
    {
      id,
      role: "option",
      "aria-selected": "false",
      on: {
        mousedown: (event) => {
          event.preventDefault();
          onTake();
        },
      },
    },
    h("span", { class: "suggestion-name" }, hit.name),
    hit.matched && hit.matched !== hit.name
      ? h("span", { class: "suggestion-matched" }, t("search.matched", { name: hit.matched }))
      : null,
    typeBadge(hit.type),
  );
}

/** One search result as a link, with its type. */
export function resultLink(hit, href) {
  return h(
    "a",
    { class: "result", href },
    h("span", { class: "result-name" }, hit.name),
    hit.matched && hit.matched !== hit.name
      ? h("span", { class: "suggestion-matched" }, t("search.matched", { name: hit.matched }))
      : null,
    typeBadge(hit.type),
  );
}
