// What the network shows, as a table: for readers who cannot use the picture, and for those who like rows.
import { button, h } from "./dom.js";
import { number, t } from "./i18n.js";
import { modalityBadge, relationLabel, relationOrder, typeBadge } from "./ontology.js";

/** A table of facts. on: {select(id), evidence(statement)}. */
export function factsTable(facts, on) {
  const sorted = [...facts].sort(
    (a, b) =>
      relationOrder(a.relation) - relationOrder(b.relation) || a.subject.name.localeCompare(b.subject.name, "zh"),
  );
  const end = (one) =>
    h(
      "td",
      {},
      button([typeBadge(one.type), h("span", {}, one.name)], () => on.select(one.id), { class: "linklike" }),
    );
  const heads = [
    "table.subject",
    "table.relation",
    "table.object",
    "table.modality",
    "table.confidence",
    "table.evidence",
  ];
  return h(
    "table",
    {},
    h("caption", {}, t("table.caption")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        heads.map((key) => h("th", { scope: "col" }, t(key))),
      ),
    ),
    h(
      "tbody",
      {},
      sorted.map((fact) =>
        h(
          "tr",
          {},
          end(fact.subject),
          h("td", {}, relationLabel(fact.relation)),
          end(fact.object),
          h("td", {}, modalityBadge(fact.modality)),
          h(
            "td",
            { class: "figure" },
            typeof fact.confidence === "number" ? `${number(Math.round(fact.confidence * 100))}%` : "",
          ),
          h(
            "td",
            {},
            button(t("panel.evidence"), () => on.evidence(fact.statement), {
              class: "small",
              "aria-label": t("panel.evidenceOf", {
                text: `${fact.subject.name} ${relationLabel(fact.relation)} ${fact.object.name}`,
              }),
            }),
          ),
        ),
      ),
    ),
  );
}
