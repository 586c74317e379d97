// All industry chains with what the graph has on them, everywhere or in one park or region.
import * as api from "../api.js";
import { h } from "../dom.js";
import { number, t } from "../i18n.js";
import { placePicker } from "../place-picker.js";
import { address, go } from "../routes.js";
import { emptyState } from "../states.js";

const STAGES = ["上游", "中游", "下游"];

/** The page of #/chains?lens=<park or region>. */
export async function open({ parameters }) {
  const lens = parameters.get("lens");
  const [{ results }, place] = await Promise.all([api.chains(lens), lens ? api.entity(lens) : null]);
  const title = place ? t("chains.here", { place: place.name }) : t("chains.title");
  const order = (a, b) => b.firms - a.firms || b.parks - a.parks || a.name.localeCompare(b.name, "zh");
  const chains = results.filter(({ segments }) => segments).sort(order);
  const named = results.filter(({ segments }) => !segments);
  const element = h(
    "div",
    { class: "stack" },
    h("h1", {}, title),
    h("p", { class: "lead" }, t("chains.lead")),
    h("div", { class: "card toolbar-card" }, placePicker(place, (id) => go(address("chains", "", { lens: id })))),
    h("div", { class: "card scroll" }, chains.length ? table(chains, lens) : emptyState(t("chains.none"))),
    named.length ? h("p", { class: "muted" }, t("chains.more", { n: named.length }), links(named, lens)) : null,
    h("p", { class: "muted" }, t("record.note")),
  );
  return { element, title };
}

const link = ({ id, name }, lens) => h("a", { href: address("chain", id, { lens }) }, name);
const links = (chains, lens) => chains.map((one, i) => [i ? "、" : "", link(one, lens)]);
const figure = (value) =>
  h("td", { class: "figure" }, value ? number(value) : h("span", { class: "muted" }, t("record.none")));

function table(chains, lens) {
  const heads = ["name", "firms", "recorded", "parks", "policies", "segments"];
  const most = Math.max(...chains.map(({ segments }) => segments));
  return h(
    "table",
    { class: "chains" },
    h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(`chains.${key}`))))),
    h(
      "tbody",
      {},
      chains.map((one) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, link(one, lens)),
          figure(one.firms),
          figure(one.recorded),
          figure(one.parks),
          figure(one.policies),
          h("td", {}, bar(one, most)),
        ),
      ),
    ),
  );
}

/** The segments by stage as a bar whose length is their number. */
function bar({ stages, segments }, most) {
  const words = STAGES.map((stage) => `${t(`stage.${stage}`)} ${stages[stage]}`).join("，");
  return h(
    "span",
    { class: "stages", role: "img", "aria-label": words, title: words },
    h(
      "span",
      { class: "stage-parts", style: { "--share": String(segments / most) } },
      STAGES.map((stage, i) =>
        h("span", { class: `stage-part stage-${i}`, style: { "--part": String(stages[stage]) } }, stages[stage] || ""),
      ),
    ),
  );
}
