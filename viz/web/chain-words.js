// A chain answer in words: bands, gaps, and the rows that the table and the CSV file have in common.
import { pick, t } from "./i18n.js";
import { memberWords } from "./members.js";

export const bandName = (stage) => (stage ? t(`stage.${stage}`) : t("chain.loose"));
export const segmentsOf = (answer) => answer.bands.flatMap(({ segments }) => segments);
export const membersOf = ({ firms, parks }) => [...firms, ...parks];
export const placeWord = ({ lens }) => t(lens?.type === "Region" ? "lens.region" : "lens.park");

/** What a segment without a record says before the names of those elsewhere. */
export function gapWords(answer, { elsewhere }) {
  if (!answer.lens || !elsewhere.count) return t("gap.all");
  return t("gap.here", { place: placeWord(answer) }) + t("gap.elsewhere");
}

/** Those elsewhere in words. */
export function elsewhereWords({ count, results }) {
  if (!count) return "";
  const more = count > results.length ? t("gap.more", { n: count }) : "";
  return results.map(memberWords).join("、") + more;
}

/** The names of the segments that supply one, or that it supplies. */
export function neighbours(answer, id) {
  const byId = new Map(segmentsOf(answer).map((segment) => [segment.id, segment]));
  const found = (from, to) =>
    answer.supplies.filter((one) => one[from] === id).map((one) => ({ ...one, segment: byId.get(one[to]) }));
  return { suppliers: found("to", "from"), customers: found("from", "to") };
}

const state = ({ planned }) => t(planned ? "modality.planned" : "modality.done");
const source = (reported) => t(reported ? "source.reported" : "source.background");
const names = (list) => list.map(({ name }) => name).join("、");

export const SHORT = new Set(["col.stage", "col.kind", "col.relation", "col.state", "col.source"]);
export const HEADS = ["stage", "segment", "kind", "name", "relation", "object", "places", "titles", "state", "source"]
  .concat(["elsewhere", "suppliers", "statement"])
  .map((key) => `col.${key}`);

/** One row for each record of the map, as lists of words in the order of HEADS; gaps have rows of their own. */
export function rowsOf(answer, typeLabel) {
  const rows = answer.bands.flatMap(({ stage, segments }) =>
    segments.flatMap((segment) => segmentRows(answer, bandName(stage), segment, typeLabel)),
  );
  const general = membersOf(answer).map((one) => memberRow("", t("chain.general"), one, typeLabel, ""));
  return [...rows, ...general, ...answer.policies.map((policy) => policyRow("", "", policy, typeLabel))];
}

function segmentRows(answer, band, segment, typeLabel) {
  const suppliers = names(neighbours(answer, segment.id).suppliers.map((one) => one.segment));
  const members = membersOf(segment).map((one) => memberRow(band, segment.name, one, typeLabel, suppliers));
  const words = gapWords(answer, segment).replace(/[：:]\s*$/u, "");
  const gap = [band, segment.name, t("record.none"), words, "", "", "", "", "", source(segment.reported)];
  gap.push(elsewhereWords(segment.elsewhere), suppliers, segment.statement);
  const policies = segment.policies.map((policy) => policyRow(band, segment.name, policy, typeLabel));
  return [...(members.length ? members : [gap]), ...policies];
}

function memberRow(band, segment, member, typeLabel, suppliers) {
  const [first] = member.said;
  const row = [band, segment, typeLabel(member.type), member.name, pick(first.label), first.object.name];
  const reported = member.said.some((one) => one.reported);
  row.push(names(member.parks), names(member.titles), state(member), source(reported));
  return [...row, "", suppliers, first.statement];
}

function policyRow(band, segment, policy, typeLabel) {
  const [first] = policy.targets;
  const row = [band, segment, typeLabel(policy.type), policy.name, t("policy.for")];
  row.push(names(policy.targets), names(policy.places));
  return [...row, "", appliesWord(policy), source(first.reported), "", "", first.statement];
}

/** Whether a policy is for the place looked at, in words. */
export function appliesWord({ applies }) {
  if (applies === null) return "";
  return t(applies ? "policy.here" : "policy.there");
}
