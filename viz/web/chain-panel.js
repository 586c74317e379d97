// The details of one segment: who is on it, elsewhere, suppliers and customers, policies; each with its evidence.
import { appliesWord, gapWords, membersOf, neighbours } from "./chain-words.js";
import { button, h } from "./dom.js";
import { pick, t } from "./i18n.js";
import { evidenceButton } from "./members.js";
import { modalityBadge, typeBadge } from "./ontology.js";
import { entityAddress } from "./routes.js";

/** on: {segment(id), evidence(statement), close()}. */
export function segmentPanel(answer, segment, on) {
  const { suppliers, customers } = neighbours(answer, segment.id);
  const members = membersOf(segment);
  const { name, statement, reported, elsewhere, policies } = segment;
  const none = h("p", { class: "muted" }, gapWords(answer, segment).replace(/[；;：:][^；;]*$/u, ""));
  return h(
    "div",
    { class: "segment-panel entity-panel" },
    h(
      "header",
      { class: "panel-head" },
      typeBadge(segment.type),
      h("h2", {}, h("a", { href: entityAddress(segment.id) }, name)),
      h("p", {}, t("seg.inChain"), sourceMark(reported), evidenceButton(name, statement, on.evidence)),
      button(t("seg.close"), on.close, { class: "small panel-close" }),
    ),
    section(t("seg.firms"), members.length ? memberList(members, on) : none),
    elsewhere.count ? section(t("seg.elsewhere"), memberList(elsewhere.results, on), moreElsewhere(elsewhere)) : null,
    suppliers.length ? section(t("seg.suppliers"), supplyList(suppliers, on)) : null,
    customers.length ? section(t("seg.customers"), supplyList(customers, on)) : null,
    policies.length ? section(t("seg.policies"), policyList(policies, on)) : null,
  );
}

const section = (title, ...content) => h("section", {}, h("h3", {}, title), ...content);
const moreElsewhere = ({ count, results }) =>
  count > results.length ? h("p", { class: "muted" }, t("gap.more", { n: count })) : null;

/** Whether a report says it or only a gazetteer. */
export function sourceMark(reported) {
  const key = reported ? "source.reported" : "source.background";
  return h("span", { class: `source-mark ${reported ? "source-reported" : ""}` }, t(key));
}

function memberList(members, on) {
  return h(
    "ul",
    { class: "member-list" },
    members.map((member) => {
      const row = (words, { statement, modality, reported }) =>
        h(
          "li",
          {},
          h("span", {}, words),
          modality === "done" ? null : modalityBadge(modality),
          sourceMark(reported),
          evidenceButton(`${member.name} ${words}`, statement, on.evidence),
        );
      return h(
        "li",
        {},
        h(
          "a",
          { class: "member-link", href: entityAddress(member.id) },
          typeBadge(member.type),
          h("strong", {}, member.name),
        ),
        h(
          "ul",
          { class: "said" },
          member.said.map((one) => row(`${pick(one.label)} ${one.object.name}`, one)),
          member.parks.map((one) => row(one.name, one)),
          member.titles.map((one) => row(one.name, one)),
        ),
      );
    }),
  );
}

function supplyList(supplies, on) {
  return h(
    "ul",
    { class: "supply-list" },
    supplies.map(({ segment, statement, reported }) =>
      h(
        "li",
        {},
        button(segment.name, () => on.segment(segment.id), { class: "linklike" }),
        h("span", { class: "muted" }, t(membersOf(segment).length ? "seg.recorded" : "record.none")),
        sourceMark(reported),
        evidenceButton(segment.name, statement, on.evidence),
      ),
    ),
  );
}

/** Policies with what they are for, where they apply, and the evidence. */
export function policyList(policies, on) {
  return h(
    "ul",
    { class: "policies" },
    policies.map((policy) =>
      h(
        "li",
        { class: policy.applies === false ? "policy-there" : "" },
        h("a", { href: entityAddress(policy.id) }, policy.name),
        appliesWord(policy) ? h("span", { class: `applies applies-${policy.applies}` }, appliesWord(policy)) : null,
        ends(t("policy.for"), policy.targets, on),
        policy.places.length
          ? ends(t("policy.where"), policy.places, on)
          : h("p", { class: "muted" }, t("policy.unknown")),
      ),
    ),
  );
}

const ends = (words, list, on) =>
  h(
    "p",
    { class: "policy-ends" },
    h("span", { class: "muted" }, `${words} `),
    list.map((one) => [h("span", {}, one.name), evidenceButton(one.name, one.statement, on.evidence)]),
  );
