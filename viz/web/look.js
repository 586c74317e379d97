// Light or dark: the system's choice until the reader switches. Colours are variables of style/colours.css.

const KEY = "parkgraph.look";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const paper = window.matchMedia("print");
const listeners = new Set();

/** "light" or "dark", as shown now. */
export const look = () => document.documentElement.dataset.look ?? (system.matches ? "dark" : "light");

/** Turn to the other look and remember it; back at the system's own, there is nothing to remember. */
export function switchLook() {
  const other = look() === "dark" ? "light" : "dark";
  const own = other === (system.matches ? "dark" : "light");
  if (own) delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = other;
  try {
    if (own) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, other);
  } catch {
    // a browser without storage forgets the choice
  }
  changed();
}

const changed = (event) => listeners.forEach((listener) => listener(event?.media === "print"));
for (const query of [system, paper]) query.addEventListener("change", changed);

/** Call `listener(paper)` whenever the colours change, with true when for paper or back; gives the function that ends this. */
export function onLook(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The colours behind variables such as "--ink", as a canvas takes them. */
export function colours(...names) {
  const probe = document.createElement("span");
  document.body.append(probe);
  const found = names.map((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return found;
}

/** A colour "#rrggbb" of the ontology as a line that can be seen: lighter where the ground is dark. */
export function lineColour(hex) {
  if (paper.matches || look() === "light") return hex;
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `#${parts
    .map((part) =>
      Math.round(part + (255 - part) * 0.4)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}
