// The choice of a park or region by name, as a search box whose choice can be taken back.
import { button, fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { typeBadge } from "./ontology.js";
import * as api from "./api.js";
import { searchBox } from "./search-box.js";
import { errorText } from "./states.js";

/** A field "where to look". lens: a summary or null; onChange(id or null). */
export function placePicker(lens, onChange) {
  const note = h("span", { class: "muted", role: "status" });
  const take = async (q) => {
    try {
      const found = await Promise.all(["Park", "Region"].map((type) => api.search(q, { type, limit: 1 })));
      const [hit] = found.flatMap(({ results }) => results).sort((a, b) => b.score - a.score);
      if (hit) onChange(hit.id);
      else fill(note, t("search.none", { q }));
    } catch (error) {
      fill(note, errorText(error));
    }
  };
  const words = { label: t("lens.label"), placeholder: t("lens.placeholder"), button: t("lens.button") };
  const box = searchBox({ onPick: (hit) => onChange(hit.id), onSubmit: take, types: ["Park", "Region"], words });
  return h(
    "div",
    { class: "lens", role: "group", "aria-label": t("lens.label") },
    h("span", { class: "lens-label" }, t("lens.label")),
    lens
      ? h(
          "span",
          { class: "lens-now" },
          typeBadge(lens.type),
          h("strong", {}, lens.name),
          button(t("lens.all"), () => onChange(null), { class: "small" }),
        )
      : h("span", { class: "lens-now" }, h("strong", {}, t("lens.everywhere"))),
    h("div", { class: "lens-search" }, box),
    note,
  );
}
