// What is wrong with what was typed is told at its field, and the focus goes to the first of these.
"use strict";

/** A new element; what is written into it is text, whoever wrote it. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The label of a field of the API, as the page has it: "dueDate=due date&…". */
const fieldWord = (field) => new URLSearchParams(document.getElementById("undo").dataset.fieldWords).get(field) ?? field;

const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** Words in which each instant is a time as the page's others are. */
const timed = (words) =>
  words.split(INSTANT).map((each, i) => (i % 2 && !Number.isNaN(Date.parse(each)) ? make("time", { dateTime: each, textContent: localTime(new Date(each)) }) : each));

function clearErrors(box) {
  box.querySelector("[data-error]").replaceChildren();
  for (const field of box.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    describe(field, null);
  }
  for (const each of box.querySelectorAll("[data-wrong]")) each.remove();
}

/** A hint that the field had before stays. */
function describe(field, id) {
  const hints = field.dataset.hint ? [field.dataset.hint] : [];
  const all = id ? [...hints, id] : hints;
  if (all.length) field.setAttribute("aria-describedby", all.join(" "));
  else field.removeAttribute("aria-describedby");
}

/** Each problem at its field; what has none of its own is told for all, in the box's [data-error]. */
function sayRefused(box, failure) {
  const wrong = box.querySelector("[data-error]");
  const problem = failure.problem || {};
  const errors = problem.errors || [];
  const elsewhere = errors.filter((each) => !markWrong(box, each));
  box.querySelector("[aria-invalid]")?.focus();
  if (errors.length === 0) sayWrong(wrong, failure);
  else if (elsewhere.length) sayWrong(wrong, new Error(words({ ...problem, errors: elsewhere }, failure.status)));
}

/** Whether there is a field that it is about; one may stand for several of the API. */
const markWrong = (box, error) => sayAt(box, error.field.split(/[.[]/)[0], `${fieldWord(error.field)} ${error.message} `);

function sayAt(box, name, said) {
  const field = box.querySelector(`[name="${CSS.escape(name)}"]`) || box.querySelector(`[data-of~="${CSS.escape(name)}"]`);
  if (!field) return false;
  const id = `wrong-${field.name}`;
  if (!document.getElementById(id)) {
    const place = field.closest("label") || field;
    place.after(make("span", { id, className: "wrong" }));
    document.getElementById(id).dataset.wrong = "";
  }
  document.getElementById(id).append(said);
  field.setAttribute("aria-invalid", "true");
  describe(field, id);
  return true;
}

/** Unfinished projects to choose from, by name, and the one that somebody is at. */
async function projectOptions(here) {
  const open = ["planned", "active", "paused", "blocked"].map((each) => `status=${each}`).join("&");
  const all = (await read(`/api/projects?limit=200&sort=name&${open}`)).items;
  if (here && !all.some((each) => each.key === here)) all.unshift(await read(`/api/projects/${here}`));
  const isolated = (text) => `\u2068${text.replace(/[\u202C\u2066-\u2069]/g, "")}\u2069`;
  return all.map((each) => make("option", { value: each.key, textContent: `${each.key} ${isolated(each.name)}` }));
}
