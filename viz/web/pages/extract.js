// "Here is my report": a pasted text is read by the server and shown with what was read. Nothing is stored.
import * as api from "../api.js";
import { button, fill, h, save } from "../dom.js";
import { t } from "../i18n.js";
import { observationTable } from "../observations.js";
import { modalityBadge, relationLabel, typeBadge, typeOrder } from "../ontology.js";
import { emptyState, errorState, loading } from "../states.js";
import { TextView } from "../text-view.js";

// Place and firms are invented.
const SAMPLE = `云岭高新区：光伏产业链再添新环节
本报讯 今年上半年，云岭高新区实现规模以上工业总产值120.5亿元，同比增长12.3%。园区以光伏产业链为重点，云岭晨阳新能源科技有限公司生产的光伏组件已经量产，光伏玻璃项目建成投产。
管委会印发《云岭高新区光伏产业扶持办法》，支持高新技术企业和专精特新“小巨人”企业。另有云岭远望储能技术有限公司计划落户云岭高新区。`;

/** The page of #/extract. */
export async function open() {
  const area = h("textarea", {
    id: "report",
    class: "report",
    rows: 9,
    lang: "zh-CN",
    placeholder: t("extract.placeholder"),
  });
  const result = h("div", { class: "extract-result", "aria-live": "polite" });
  const run = async (event) => {
    event?.preventDefault();
    const text = area.value.replace(/^\uFEFF/u, "");
    if (!text.trim()) return fill(result, emptyState(t("extract.empty")));
    fill(result, loading("extract.running"));
    try {
      fill(result, articles(text, await api.extract(text)));
    } catch (error) {
      fill(result, errorState(error, "", run));
    }
  };
  const element = h(
    "div",
    {},
    h("h1", {}, t("extract.title")),
    h("p", { class: "lead" }, t("extract.lead")),
    h(
      "form",
      { class: "card", on: { submit: run } },
      h("label", { for: "report", class: "field-label" }, t("extract.text")),
      area,
      h(
        "p",
        { class: "actions" },
        h("button", { type: "submit", class: "primary" }, t("extract.run")),
        button(
          t("extract.sample"),
          () => {
            area.value = SAMPLE;
            area.focus();
          },
          { class: "secondary" },
        ),
      ),
    ),
    result,
  );
  return { element, title: t("extract.title") };
}

function articles(text, list) {
  const named = list.filter((article) => article.entities.length);
  const mentions = list.flatMap(({ entities }) =>
    entities.flatMap(({ type, name, mentions: spans }) =>
      spans.map(({ start, end }) => ({ start, end, type, name, href: null })),
    ),
  );
  const view = new TextView(text, mentions);
  return [
    h(
      "p",
      { class: "actions" },
      h("span", { class: "muted" }, t("extract.articles", { n: list.length })),
      button(t("extract.download"), () => save("extract.json", "application/json", JSON.stringify(list, null, 2)), {
        class: "secondary",
      }),
    ),
    h(
      "div",
      { class: "two wide-left" },
      h("section", { class: "card sticky" }, view.element),
      h(
        "div",
        { class: "stack" },
        named.length ? list.map((article) => articleCard(article, view)) : emptyState(t("extract.nothing")),
      ),
    ),
  ];
}

function articleCard({ document: source, entities, relations, observations }, view) {
  const names = new Map(entities.map((entity) => [entity.id, entity]));
  const sorted = [...entities].sort((a, b) => typeOrder(a.type) - typeOrder(b.type));
  return h(
    "section",
    { class: "card" },
    h("h2", {}, source.title || t("doc.untitled")),
    h("h3", {}, t("extract.entities", { n: entities.length })),
    h(
      "ul",
      { class: "entity-list" },
      sorted.map((entity) =>
        h(
          "li",
          {},
          button([typeBadge(entity.type), h("span", {}, entity.name)], () => view.light(entity.mentions), {
            class: "linklike",
            title: t("extract.show"),
          }),
        ),
      ),
    ),
    h("h3", {}, t("extract.relations", { n: relations.length })),
    relations.length
      ? h(
          "ul",
          { class: "facts" },
          relations.map((relation) => relationRow(relation, names, view)),
        )
      : h("p", { class: "muted" }, t("extract.none")),
    h("h3", {}, t("extract.observations", { n: observations.length })),
    observations.length
      ? observationTable(observations, {
          nameOf: (id) => names.get(id)?.name ?? id,
          open: (one) => view.light(one.evidence),
        })
      : h("p", { class: "muted" }, t("extract.none")),
  );
}

function relationRow({ type, head, tail, role, modality, evidence }, names, view) {
  const name = (id) => names.get(id)?.name ?? id;
  const words = `${name(head)} — ${relationLabel(type)} → ${name(tail)}`;
  return h(
    "li",
    {},
    h("span", {}, name(head), h("span", { class: "arrow" }, ` — ${relationLabel(type)} → `), name(tail)),
    h(
      "span",
      { class: "fact-notes" },
      modality === "done" ? null : modalityBadge(modality),
      role ? h("span", { class: "muted" }, role) : null,
      button(t("panel.evidence"), () => view.light(evidence), {
        class: "small",
        "aria-label": t("panel.evidenceOf", { text: words }),
      }),
    ),
  );
}
