// The start: search, examples, a first picture, what the graph holds, and the way to one's own report.
import * as api from "../api.js";
import { fill, h } from "../dom.js";
import { factGroups, Graph, takeInTurn } from "../graph.js";
import { number, pick, t, time } from "../i18n.js";
import { NetworkView } from "../network.js";
import { coreRelations, extractedTypes, relationColor, typeBadge, typeLabel, typeOrder } from "../ontology.js";
import { address, entityAddress, go } from "../routes.js";
import { resultLink, searchBox } from "../search-box.js";
import { emptyState, errorText, loading } from "../states.js";

const EXAMPLES = ["高新区", "光伏产业链", "高新技术企业"];
const PICTURE_FACTS = window.matchMedia("(max-width: 899px)").matches ? 8 : 16;

/** The start page. */
export async function open() {
  const picture = h("section", { class: "card picture" }, loading());
  const held = h("section", { class: "card held" }, loading());
  const cards = h(
    "div",
    { class: "cards" },
    EXAMPLES.map(() => h("section", { class: "card" }, loading())),
  );
  const element = h(
    "div",
    { class: "home" },
    h(
      "section",
      { class: "hero" },
      h("h1", {}, t("home.title")),
      h("p", { class: "lead" }, t("home.lead")),
      searchBox({ onPick: (hit) => go(entityAddress(hit.id)), onSubmit: (q) => go(address("search", q)), large: true }),
    ),
    h("h2", {}, t("home.examples")),
    cards,
    h("div", { class: "two" }, picture, held),
    h(
      "div",
      { class: "cards" },
      invitation("home.paste", "home.pasteText", "home.pasteLink", "extract"),
      invitation("home.query", "home.queryText", "home.queryLink", "sparql"),
      invitation("home.data", "home.dataText", "home.dataLink", "data"),
    ),
  );
  let view = null;
  return {
    element,
    ready: async () => {
      void showStats(held);
      const hits = await Promise.all(EXAMPLES.map((word, i) => showExample(cards.children[i], word)));
      view = await showPicture(picture, hits);
    },
    destroy: () => view?.destroy(),
  };
}

function invitation(title, text, link, page) {
  return h(
    "section",
    { class: "card" },
    h("h3", {}, t(title)),
    h("p", {}, t(text)),
    h("p", {}, h("a", { class: "button", href: address(page) }, t(link))),
  );
}

async function showExample(card, word) {
  const title = h("h3", {}, h("a", { href: address("search", word) }, word));
  try {
    const { results } = await api.search(word, { limit: 3 });
    fill(
      card,
      title,
      results.length ? results.map((hit) => resultLink(hit, entityAddress(hit.id))) : emptyState(t("home.noHits")),
    );
    return results;
  } catch (error) {
    fill(card, title, emptyState(errorText(error)));
    return [];
  }
}

async function showStats(section) {
  try {
    const { build, documents, entities, facts, statements, observations } = await api.stats();
    const named = new Set(extractedTypes().map(({ name }) => name));
    const kinds = Object.entries(entities)
      .filter(([type, n]) => n && named.has(type))
      .sort(([a], [b]) => typeOrder(a) - typeOrder(b));
    const sums = { all: 0, open: 0 };
    for (const { done = 0, planned = 0, aim = 0 } of Object.values(statements)) {
      sums.all += done + planned + aim;
      sums.open += planned + aim;
    }
    const line = [
      ["home.documents", documents.document],
      ["home.tables", documents.table],
      ["home.gazetteers", documents.gazetteer],
      ["home.statements", sums.all],
      ["home.planned", sums.open],
      ["home.observations", observations],
    ];
    fill(
      section,
      h("h2", {}, t("home.holds")),
      kinds.length
        ? h(
            "ul",
            { class: "tiles" },
            kinds.map(([type, n]) =>
              h(
                "li",
                {},
                h(
                  "a",
                  { href: listAddress(type), title: t("home.listType", { type: typeLabel(type) }) },
                  h("strong", {}, number(n)),
                  typeBadge(type),
                ),
              ),
            ),
          )
        : emptyState(t("home.empty")),
      h(
        "ul",
        { class: "core-facts" },
        coreRelations()
          .filter(({ name }) => facts[name])
          .map(({ name, label }) =>
            h(
              "li",
              {},
              h("span", { class: "line", style: { "--type-color": relationColor(name) } }),
              pick(label),
              h("strong", {}, number(facts[name])),
            ),
          ),
      ),
      h(
        "p",
        { class: "muted" },
        line
          .filter(([, n]) => n)
          .map(([key, n]) => t(key, { n: number(n) }))
          .join(" · "),
      ),
      h("p", { class: "muted" }, t("home.built", { date: time(build.built), id: build.id })),
    );
  } catch (error) {
    fill(section, emptyState(errorText(error)));
  }
}

const listAddress = (type) =>
  address("sparql", "", {
    query: `SELECT ?entity ?name WHERE {\n  ?entity a kg:${type} ; rdfs:label ?name\n}\nORDER BY ?name\nLIMIT 500`,
  });

/** Draw the network around the first example hit that has relations. */
async function showPicture(section, hits) {
  for (const hit of [hits[1]?.[0], hits[0]?.[0], hits[2]?.[0], ...hits.flat()].filter(Boolean)) {
    const entity = await api.entity(hit.id).catch(() => null);
    const facts = entity ? takeInTurn(factGroups(entity), PICTURE_FACTS) : [];
    if (facts.length < 3) continue;
    const canvas = h("div", { class: "canvas", role: "img" });
    fill(
      section,
      h("h2", {}, t("home.picture", { name: entity.name })),
      canvas,
      h("p", {}, h("a", { class: "button secondary", href: entityAddress(entity.id) }, t("home.open"))),
    );
    const graph = new Graph(entity);
    graph.setLayer("centre", facts);
    const view = new NetworkView(canvas, { select: (id) => go(entityAddress(id)) });
    view.show(graph.visible(), { centre: entity.id, selected: null, hidden: () => 0, labels: true });
    return view;
  }
  section.remove();
  return null;
}
