// All results for a name, by type if wanted, page after page.
import * as api from "../api.js";
import { button, fill, h } from "../dom.js";
import { pick, t } from "../i18n.js";
import { extractedTypes } from "../ontology.js";
import { address, entityAddress, go } from "../routes.js";
import { resultLink } from "../search-box.js";
import { emptyState, errorState, loading } from "../states.js";

const PAGE = 30;

/** Search results of #/search/<words>?type=<type>. */
export async function open({ id: q, parameters }) {
  const list = h("div", { class: "results" });
  const type = parameters.get("type") ?? "";
  const filter = h(
    "select",
    { on: { change: (event) => go(address("search", q, { type: event.target.value })) } },
    h("option", { value: "" }, t("search.allTypes")),
    extractedTypes().map((one) => h("option", { value: one.name, selected: one.name === type }, pick(one.label))),
  );
  const load = async (cursor) => {
    const wait = loading();
    list.append(wait);
    try {
      const { results, next } = await api.search(q, { type, limit: PAGE, cursor });
      wait.remove();
      list.append(...results.map((hit) => resultLink(hit, entityAddress(hit.id))));
      if (!list.children.length) fill(list, emptyState(t("search.none", { q })));
      if (next) list.append(moreButton(() => load(next)));
    } catch (error) {
      wait.replaceWith(
        errorState(error, "", () => {
          fill(list);
          void load();
        }),
      );
    }
  };
  const element = h(
    "div",
    { class: "narrow" },
    h("h1", {}, t("search.results", { q })),
    h("label", { class: "field" }, t("search.filter"), filter),
    list,
  );
  return { element, title: q, ready: () => load() };
}

function moreButton(onClick) {
  const more = button(
    t("search.more"),
    () => {
      more.remove();
      onClick();
    },
    { class: "secondary" },
  );
  return more;
}
