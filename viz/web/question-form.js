// The question gallery: a list to choose from, and the fields of a question that has parameters.
import * as api from "./api.js";
import { fill, h } from "./dom.js";
import { number, pick, t } from "./i18n.js";
import { typeLabel } from "./ontology.js";
import { errorText } from "./states.js";

/** The list of questions with a field that narrows it; choose(question) is called with the one taken. */
export function questionList(gallery, choose) {
  const entry = (question) =>
    h(
      "li",
      { data: { name: question.name } },
      h(
        "button",
        { type: "button", class: "linklike", title: pick(question.why), on: { click: () => choose(question) } },
        pick(question.title),
      ),
    );
  const list = h("ol", { class: "questions" }, gallery.map(entry));
  const narrow = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    [...list.children].forEach((item, i) => {
      const { title, why } = gallery[i];
      item.hidden = ![title.zh, title.en, why.zh, why.en].some((words) => words?.toLowerCase().includes(wanted));
    });
  };
  const find = h("input", {
    type: "search",
    class: "find",
    "aria-label": t("sparql.find"),
    placeholder: t("sparql.find"),
    on: { input: narrow },
  });
  return h("section", { class: "card" }, h("h2", {}, t("sparql.questions", { n: number(gallery.length) })), find, list);
}

/**
 * The chosen question with a drop-down for each parameter. values: by parameter name; change(values) is called when
 * one is taken.
 */
export function questionForm(question, values, change) {
  const current = Object.fromEntries(
    question.parameters.map(({ name, default: first }) => [name, values[name] ?? first]),
  );
  const field = (parameter) => {
    const select = h("select", {
      id: `parameter-${parameter.name}`,
      disabled: true,
      on: {
        change: (event) => {
          current[parameter.name] = event.target.value;
          change({ ...current });
        },
      },
    });
    void fillOptions(select, parameter, current[parameter.name]);
    return h("label", { class: "field" }, parameterLabel(parameter), select);
  };
  return h(
    "section",
    { class: "card question", "aria-label": t("sparql.parameters") },
    h("h2", {}, pick(question.title)),
    h("p", { class: "muted" }, pick(question.why)),
    question.parameters.length ? h("div", { class: "fields" }, question.parameters.map(field)) : null,
  );
}

const parameterLabel = ({ name, kind }) =>
  ["text", "number"].includes(kind) ? t(`sparql.${kind}`, { name }) : typeLabel(kind);

async function fillOptions(select, { options }, value) {
  try {
    const { results } = await api.options(options.split("/").at(-1));
    const known = results.some((one) => one.value === value) ? results : [{ value, label: value }, ...results];
    fill(
      select,
      known.map((one) => h("option", { value: one.value, selected: one.value === value }, one.label)),
    );
    select.disabled = false;
  } catch (error) {
    select.replaceWith(h("span", { class: "muted", role: "alert" }, errorText(error)));
  }
}
