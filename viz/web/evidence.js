// A statement with everything that supports it: the quoted words inside their source text, document, rule, confidence.
import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { number, pick, t } from "./i18n.js";
import { codePoints, excerpts } from "./marked-text.js";
import { modalityBadge, typeBadge } from "./ontology.js";
import { documentAddress, entityAddress } from "./routes.js";
import { ruleWords } from "./rule-words.js";
import { emptyState, loading } from "./states.js";

const texts = new Map(); // document id → promise of its code points

function sourceText(id) {
  if (!texts.has(id)) {
    const points = api.document_(id).then(({ text }) => codePoints(text));
    points.catch(() => texts.delete(id));
    texts.set(id, points);
  }
  return texts.get(id);
}

/** The evidence of a statement as a panel. openStatement(hash) shows the one it follows from. */
export async function evidencePanel(hash, openStatement) {
  const statement = await api.statement(hash);
  const evidence = [...statement.evidence].sort((a, b) => Number(b.pieces.length > 0) - Number(a.pieces.length > 0)); // words before rows
  const element = h(
    "div",
    { class: "evidence-panel" },
    h("h2", {}, t("ev.title")),
    sentence(statement),
    statement.role ? h("p", {}, t("panel.role", { role: statement.role })) : null,
    statement.inferred_from
      ? h(
          "p",
          {},
          h(
            "button",
            { type: "button", class: "linklike", on: { click: () => openStatement(statement.inferred_from) } },
            t("ev.inferredFrom"),
          ),
        )
      : null,
    h("p", { class: "muted" }, evidence.length ? t("ev.count", { n: evidence.length }) : t("ev.none")),
    evidence.map((one) => evidenceCard(one, hash)),
  );
  return element;
}

/** Subject — relation → object in words. */
export function sentence({ subject, relation, label, object }) {
  const end = (one) =>
    one?.id
      ? h("a", { class: "end", href: entityAddress(one.id) }, typeBadge(one.type), h("strong", {}, one.name))
      : h("strong", {}, String(one?.value ?? ""));
  return h(
    "p",
    { class: "sentence", data: { relation } },
    end(subject),
    h("span", { class: "arrow" }, `— ${pick(label)} →`),
    end(object),
  );
}

function evidenceCard(evidence, hash) {
  const { document: source, quote, pieces } = evidence;
  const inText = source.kind === "document" && pieces.length > 0;
  const passage = h("div", { class: "passage", lang: "zh-CN" }, inText ? loading() : rowQuote(evidence));
  if (inText) {
    sourceText(source.id)
      .then((points) => fill(passage, excerpts(points, pieces)))
      .catch(() => fill(passage, h("blockquote", { class: "excerpt" }, h("mark", { class: "quote" }, quote))));
  }
  const title = source.title || source.id;
  return h(
    "article",
    { class: "card evidence" },
    passage,
    h(
      "p",
      { class: "evidence-source" },
      inText ? h("a", { href: documentAddress(source.id, { st: hash }) }, title) : h("span", {}, title),
      source.published ? h("time", { class: "muted" }, source.published) : null,
    ),
    details(evidence),
  );
}

function rowQuote({ document: source, row, quote }) {
  const key = source.kind === "gazetteer" ? "ev.gazetteerRow" : source.kind === "table" ? "ev.tableRow" : "ev.row";
  return [
    row ? h("p", { class: "row-label" }, t(key, { n: row })) : null,
    quote
      ? h("blockquote", { class: "excerpt" }, h("mark", { class: "quote" }, quote))
      : row
        ? null
        : emptyState(t("ev.none")),
  ];
}

function details({ rule, confidence, modality, attributed_to: speaker }) {
  const pair = (key, ...value) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, ...value));
  return h(
    "dl",
    { class: "details" },
    pair("ev.modality", modalityBadge(modality)),
    confidence === null || confidence === undefined
      ? null
      : pair("ev.confidence", `${number(Math.round(confidence * 100))}%`),
    rule ? pair("ev.rule", ruleWords(rule)) : null,
    speaker ? pair("ev.attributed", speaker) : null,
  );
}
