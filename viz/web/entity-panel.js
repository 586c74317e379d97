// Everything about one entity: names, attributes, facts by relation, figures, sources.
import { analysisLinks } from "./analysis-links.js";
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { pathFacts } from "./graph.js";
import { number, pick, t, valueWord } from "./i18n.js";
import { modalityBadge, relationColor, typeBadge } from "./ontology.js";
import { observationTable } from "./observations.js";
import { documentAddress, entityAddress } from "./routes.js";
import { similarSection } from "./similar.js";
import { errorText } from "./states.js";

const FIRST = 8; // facts of a group shown at first
const NAMES = 5;

/**
 * The panel of an entity answer. on: {select(id), evidence(statement), expand(), collapse(), hide(), centre(), add(group)};
 * status: {isCentre, hidden: facts not in the network, open: expanded, inNetwork(group): facts of it that are}.
 */
export function entityPanel(entity, on, status) {
  return h(
    "div",
    { class: "entity-panel" },
    h("header", { class: "panel-head" }, typeBadge(entity.type), h("h2", {}, entity.name), otherNames(entity)),
    actions(entity, on, status),
    analysisLinks(entity),
    attributes(entity),
    section(
      "panel.facts",
      entity.facts.length
        ? entity.facts.map((group) => factGroup(entity, group, on, status.inNetwork(group)))
        : h("p", { class: "muted" }, t("panel.noFacts")),
    ),
    entity.observations.length
      ? section(
          "panel.observations",
          observationTable(entity.observations, { open: ({ statement }) => on.evidence(statement) }),
        )
      : null,
    similarSection(entity),
    entity.sources.length ? section("panel.sources", sources(entity.sources)) : null,
  );
}

const section = (key, ...content) => h("section", {}, h("h3", {}, t(key)), ...content);

function otherNames({ name, names }) {
  const others = names.filter((one) => one !== name);
  if (!others.length) return null;
  const list = h("span", {}, others.slice(0, NAMES).join(" · "));
  const rest = others.length - NAMES;
  const more =
    rest > 0 &&
    button(
      t("panel.more", { n: rest }),
      () => {
        list.textContent = others.join(" · ");
        more.remove();
      },
      { class: "linklike" },
    );
  return h(
    "p",
    { class: "names" },
    h("span", { class: "visually-hidden" }, `${t("panel.names")}：`),
    list,
    more ? [" · ", more] : null,
  );
}

function actions(entity, on, { isCentre, hidden, open }) {
  return h(
    "p",
    { class: "actions" },
    hidden > 0
      ? button(t("panel.expand", { n: number(hidden) }), on.expand, { class: "primary", data: { action: "expand" } })
      : h("span", { class: "muted" }, entity.facts.length ? t("panel.expanded") : ""),
    open ? button(t("panel.collapse"), on.collapse, { class: "secondary" }) : null,
    isCentre ? null : button(t("panel.center"), on.centre, { class: "secondary" }),
    isCentre ? null : button(t("panel.hide"), on.hide, { class: "secondary" }),
  );
}

function attributes(entity) {
  if (!entity.attributes.length) return null;
  return section(
    "panel.attributes",
    h(
      "dl",
      { class: "attributes" },
      entity.attributes.map(({ label, values }) =>
        h("div", {}, h("dt", {}, pick(label)), h("dd", {}, values.map(valueWord).join("、"))),
      ),
    ),
  );
}

function factGroup(entity, group, on, inNetwork) {
  const { relation, label, count, results } = group;
  const list = h(
    "ul",
    { class: "facts" },
    results.slice(0, FIRST).map((fact) => factRow(fact, on)),
  );
  const rest = count > Math.min(FIRST, results.length);
  const more =
    rest &&
    button(t("panel.moreFacts", { n: number(count) }), () => showMore(entity, group, list, more, on), {
      class: "linklike",
    });
  return h(
    "div",
    { class: "fact-group", data: { relation } },
    h(
      "h4",
      {},
      h("span", { class: "dot", style: { "--type-color": relationColor(relation) } }),
      pick(label),
      h("span", { class: "count" }, number(count)),
      inNetwork < count
        ? button(t("panel.addGroup"), () => on.add(group), {
            class: "small",
            "aria-label": `${t("panel.addGroup")}：${pick(label)}`,
          })
        : null,
    ),
    list,
    more || null,
  );
}

/** The rest of a group: first what the answer already holds, then page after page from the server. */
async function showMore(entity, { relation, direction, results, count }, list, more, on) {
  if (list.children.length < results.length) {
    list.append(...results.slice(list.children.length).map((fact) => factRow(fact, on)));
    if (list.children.length >= count) more.remove();
    return;
  }
  more.disabled = true;
  try {
    const page = await api.related(entity.id, {
      relation,
      direction,
      depth: 1,
      limit: 100,
      cursor: more.dataset.cursor,
    });
    const shown = new Set([...list.children].map((row) => row.dataset.statement));
    const facts = pathFacts(page.results).filter(({ statement }) => !shown.has(statement));
    list.append(
      ...facts.map((fact) => factRow({ ...fact, entity: direction === "out" ? fact.object : fact.subject }, on)),
    );
    if (page.next) more.dataset.cursor = page.next;
    else more.remove();
  } catch (error) {
    more.replaceWith(h("p", { class: "muted", role: "alert" }, errorText(error)));
  }
  more.disabled = false;
}

function factRow(fact, on) {
  const { statement, entity, modality, role, inferred, sources: count } = fact;
  const select = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    on.select(entity.id);
  };
  return h(
    "li",
    { data: { statement } },
    h(
      "a",
      { class: "fact-entity", href: entityAddress(entity.id), on: { click: select } },
      typeBadge(entity.type),
      h("span", {}, entity.name),
    ),
    h(
      "span",
      { class: "fact-notes" },
      modality === "done" ? null : modalityBadge(modality),
      inferred ? h("span", { class: "modality" }, t("panel.inferred")) : null,
      role ? h("span", { class: "muted" }, role) : null,
      count > 1 ? h("span", { class: "muted" }, t("panel.sourcesCount", { n: count })) : null,
      button(t("panel.evidence"), () => on.evidence(statement), {
        class: "small",
        "aria-label": t("panel.evidenceOf", { text: entity.name }),
      }),
    ),
  );
}

function sources(list) {
  return h(
    "ul",
    { class: "sources" },
    list.map(({ id, title, published, kind }) =>
      h(
        "li",
        {},
        kind === "document" ? h("a", { href: documentAddress(id) }, title || id) : h("span", {}, title || id),
        h("span", { class: "muted" }, [t(`kind.${kind}`), published].filter(Boolean).join(" · ")),
      ),
    ),
  );
}
