// The frame: header, language, and which page the address names.
import { button, fill, h } from "./dom.js";
import { language, setLanguage, t } from "./i18n.js";
import { look, onLook, switchLook } from "./look.js";
import * as ontology from "./ontology.js";
import { address, entityAddress, go, parse } from "./routes.js";
import { searchBox } from "./search-box.js";
import { errorState, loading, nextFrame } from "./states.js";

const PAGES = {
  "": () => import("./pages/home.js"),
  search: () => import("./pages/search.js"),
  entity: () => import("./pages/entity.js"),
  document: () => import("./pages/document.js"),
  chains: () => import("./pages/chains.js"),
  chain: () => import("./pages/chain.js"),
  compare: () => import("./pages/compare.js"),
  path: () => import("./pages/path.js"),
  sparql: () => import("./pages/sparql.js"),
  data: () => import("./pages/data.js"),
  extract: () => import("./pages/extract.js"),
};
const PART_OF = { chain: "chains" }; // the entry of the navigation that a page belongs to
const root = document.getElementById("page");
let shown = { name: null, id: null, page: null };
let turn = 0;

function header(name) {
  const link = (page, key) => h("a", { href: address(page), "aria-current": page === (PART_OF[name] ?? name) ? "page" : null }, t(key));
  const find = searchBox({ onPick: (hit) => go(entityAddress(hit.id)), onSubmit: (q) => go(address("search", q)) });
  fill(
    document.getElementById("header"),
    h("a", { class: "skip", href: "#page", on: { click: skip } }, t("nav.skip")),
    h(
      "a",
      { class: "brand", href: address("") },
      h("img", { src: "static/icon.svg", alt: "", width: 28, height: 28 }),
      t("app.name"),
    ),
    name === "" ? h("span", { class: "header-gap" }) : h("div", { class: "header-search" }, find),
    h(
      "nav",
      { "aria-label": t("nav.label") },
      link("", "nav.home"),
      link("chains", "nav.chains"),
      link("compare", "nav.compare"),
      link("sparql", "nav.sparql"),
      link("data", "nav.data"),
      link("extract", "nav.extract"),
      h("a", { href: "docs" }, t("nav.docs")),
    ),
    button(lookWords(), switchLook, { class: "look", title: t("nav.lookTitle") }),
    button(t("nav.language"), switchLanguage, {
      class: "language",
      title: t("nav.languageTitle"),
      lang: language() === "zh" ? "en" : "zh-CN",
    }),
  );
}

const lookWords = () => t(look() === "dark" ? "nav.light" : "nav.dark");

/** To the page without leaving it: its own address stays. */
function skip(event) {
  event.preventDefault();
  root.focus();
  root.scrollIntoView();
}

function switchLanguage() {
  setLanguage(language() === "zh" ? "en" : "zh");
  shown.page?.destroy?.();
  shown = { name: null, id: null, page: null };
  void show();
}

/** Show the page of the current address; a page that already shows this id takes the new parameters itself. */
async function show() {
  const route = parse(window.location.hash);
  if (route.name === shown.name && route.id === shown.id && shown.page?.update) {
    shown.page.update(route);
    return;
  }
  const mine = ++turn;
  shown.page?.destroy?.();
  shown = { name: route.name, id: route.id, page: null };
  document.title = t("app.name");
  header(route.name);
  fill(root, loading());
  try {
    if (!Object.hasOwn(PAGES, route.name)) throw new Error(t("error.page"));
    const module = await PAGES[route.name]();
    const page = await module.open(route);
    if (mine !== turn) return page.destroy?.();
    shown.page = page;
    document.title = page.title ? `${page.title} · ${t("app.name")}` : t("app.name");
    fill(root, page.element);
    root.className = `page page-${route.name || "home"}`;
    window.scrollTo(0, 0);
    await nextFrame();
    page.ready?.();
  } catch (error) {
    const title = h("h1", { class: "visually-hidden" }, t("state.failed"));
    if (mine === turn) fill(root, title, errorState(error, route.id, show));
  }
}

async function start() {
  setLanguage(language());
  header(parse(window.location.hash).name);
  try {
    await ontology.load();
  } catch (error) {
    fill(root, errorState(error, "", start));
    return;
  }
  window.addEventListener("hashchange", show);
  onLook(() => fill(document.querySelector(".look"), lookWords()));
  await show();
}

void start();
