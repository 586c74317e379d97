// Firms and parks of a chain or comparison, as words and as buttons that open the evidence.
import { button, h } from "./dom.js";
import { pick, t } from "./i18n.js";

const isPark = ({ type }) => type === "Park";

/** A member in words: a firm with the parks it is in. */
export function memberWords(member) {
  const parks = member.parks.map(({ name }) => name);
  return parks.length ? `${member.name}（${parks.join("、")}）` : member.name;
}

/** The sentence by which a member belongs here. */
export const memberSays = ({ name, said: [{ label, object }] }) =>
  t("member.says", { name, relation: pick(label), object: object.name });

/** A small button with the member's name that opens the evidence; `where` adds the parks of a firm. */
export function memberChip(member, open, { where = false } = {}) {
  const background = !member.said.some(({ reported }) => reported);
  const titles = member.titles.map(({ name }) => name);
  const classes = ["member", isPark(member) && "member-park", member.planned && "member-planned"];
  const more = titles.length > 1 ? ` +${titles.length - 1}` : "";
  const says = [memberSays(member), ...titles, member.planned ? t("member.planned") : null].filter(Boolean).join("；");
  return button(
    [
      h("span", { class: "member-name" }, where ? memberWords(member) : member.name),
      titles.length ? h("span", { class: "member-titles" }, titles[0], more) : null,
      member.planned ? h("span", { class: "modality modality-planned" }, t("member.planned")) : null,
      background ? h("span", { class: "member-source" }, t("member.background")) : null,
    ],
    () => open(member.said[0].statement),
    { class: classes.filter(Boolean).join(" "), title: says, "aria-label": t("panel.evidenceOf", { text: says }) },
  );
}

/** A small button "evidence" for something stated. */
export const evidenceButton = (text, statement, open) =>
  button(t("panel.evidence"), () => open(statement), {
    class: "small no-print",
    "aria-label": t("panel.evidenceOf", { text }),
  });
