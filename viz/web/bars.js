// Numbers as horizontal bars: each row has a label, a small drawing and the number, which may lead on.
import { h, svg } from "./dom.js";
import { number } from "./i18n.js";

/** rows: {label, value, href, color}; label is text or elements, href where the number leads, if anywhere. */
export function bars(rows, label) {
  const most = Math.max(...rows.map(({ value }) => value), 0);
  const row = ({ label: name, value, href, color }) =>
    h(
      "li",
      {},
      h("span", { class: "bar-label" }, name),
      drawing(most > 0 ? Math.max(0, value / most) : 0, color),
      h(href ? "a" : "span", { class: "figure", href }, number(value)),
    );
  return h("ul", { class: "bars", "aria-label": label }, rows.map(row));
}

const drawing = (share, color) =>
  svg(
    "svg",
    { class: "bar", "aria-hidden": "true", style: color ? { "--bar": color } : {} },
    svg("rect", { width: `${(share * 100).toFixed(2)}%`, height: "100%", rx: 3 }),
  );
