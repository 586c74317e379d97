// A source text with its mentions, and what was read from it.
import * as api from "../api.js";
import { h } from "../dom.js";
import { pick, t } from "../i18n.js";
import { modalityBadge, relationLabel } from "../ontology.js";
import { documentAddress, entityAddress } from "../routes.js";
import { TextView } from "../text-view.js";

/** The page of #/document/<id>; ?st=<statement> lights up the words that statement was read from. */
export async function open(route) {
  const source = await api.document_(route.id);
  const title = source.title || t("doc.untitled");
  const text = source.kind === "document" ? documentText(source) : null;
  const statements = h(
    "aside",
    { class: "card doc-statements", "aria-label": t("doc.statements") },
    h("h2", {}, t("doc.statements")),
    statementList(source),
  );
  const element = h(
    "article",
    { class: "document" },
    h("header", {}, h("p", { class: "muted" }, t(`kind.${source.kind}`)), h("h1", {}, title), facts(source)),
    h(
      "div",
      { class: "two wide-left" },
      h(
        "section",
        { class: "card" },
        text ? text.element : h("p", {}, t("doc.rows", { kind: t(`kind.${source.kind}`) })),
      ),
      statements,
    ),
  );
  const update = ({ parameters }) => light(text, source.id, parameters.get("st"), statements);
  return { element, title, update, ready: () => update(route) };
}

function documentText({ text, pieces, mentions }) {
  return new TextView(
    text,
    mentions.map(({ start, end, entity }) => ({
      start,
      end,
      type: entity.type,
      name: entity.name,
      href: entityAddress(entity.id),
    })),
    pieces,
  );
}

function facts({ byline, published, source }) {
  const known = [
    ["doc.published", published],
    ["doc.byline", byline],
    ["doc.source", source],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "details" },
    known.map(([key, value]) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, value))),
  );
}

function statementList({ id, statements }) {
  if (!statements.length) return h("p", { class: "muted" }, t("doc.noStatements"));
  return h(
    "ul",
    { class: "facts" },
    statements.map(({ statement, relation, subject, object, modality }) =>
      h(
        "li",
        { data: { statement } },
        h(
          "a",
          { href: documentAddress(id, { st: statement }) },
          subject.name,
          h("span", { class: "arrow" }, ` — ${relationLabel(relation)} → `),
          object?.name ?? String(object?.value ?? ""),
        ),
        modality === "done" ? null : modalityBadge(modality),
      ),
    ),
  );
}

async function light(text, id, hash, list) {
  for (const row of list.querySelectorAll("li")) row.classList.toggle("chosen", row.dataset.statement === hash);
  if (!text || !hash) return;
  const { evidence } = await api.statement(hash).catch(() => ({ evidence: [] }));
  text.light(evidence.filter((one) => one.document.id === id).flatMap((one) => one.pieces));
}
