// Loading, empty and error states, in words.
import { button, h } from "./dom.js";
import { t } from "./i18n.js";
import { address } from "./routes.js";

const BY_STATUS = {
  0: "error.offline",
  403: "error.forbidden",
  413: "error.tooLarge",
  503: "error.busy",
  504: "error.timeout",
};

export const loading = (key = "state.loading") =>
  h("p", { class: "state", role: "status" }, h("span", { class: "spinner", "aria-hidden": "true" }), t(key));

export const emptyState = (...words) => h("p", { class: "state state-empty" }, ...words);

/** What went wrong, as one sentence for the reader. */
export function errorText(error, id = "") {
  const missing = /'(.+)'/u.exec(error.message)?.[1] ?? id; // the server names what it does not have
  if (error.status === 404 && missing) return t("error.notFound", { id: missing });
  if (error.status in BY_STATUS) return t(BY_STATUS[error.status]);
  if (error.status === undefined) return error.message;
  return t("error.other", { status: error.status, message: error.message });
}

/** A block with the error in words and what can be done: try again, go to the start. */
export function errorState(error, id, retry) {
  return h(
    "div",
    { class: "state state-error", role: "alert" },
    h("p", {}, errorText(error, id)),
    h(
      "p",
      { class: "actions" },
      retry && error.status !== 404 ? button(t("state.retry"), () => retry(), { class: "secondary" }) : null,
      h("a", { class: "button secondary", href: address("") }, t("state.home")),
    ),
  );
}

/** Resolves once the browser has laid out what was just put on the page. */
export const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
