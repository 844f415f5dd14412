// One screen of the questionnaire, from the template that the server made with the same components as its own pages.
import { fieldOf, relevantItems } from "./walking.mjs";
import { filled, piped } from "./words.mjs";

const ATTRIBUTES = ["id", "for", "name", "aria-describedby", "data-item"];

export function screenOf(page, step, { form, answers, typed, faults, words }) {
  const body = page.content.cloneNode(true);
  const shown = new Set(relevantItems(step, answers).map((item) => item.key));
  for (const wrapper of body.querySelectorAll("[data-item]")) if (!shown.has(wrapper.dataset.item)) wrapper.remove();
  if (step.time !== null) for (const item of step.page.items) rename(body, item.key, fieldOf(step, item));
  fillWords(body, (text) => piped(text, form, answers));
  for (const item of step.page.items) fillIn(body, fieldOf(step, item), typed);
  for (const fault of faults) mark(body, fault, words);
  return body;
}

// The second time a page is shown its fields are called otherwise, and so are the ids made of them.
function rename(body, key, field) {
  const change = (name) => (name === key || name.startsWith(`${key}-`) ? field + name.slice(key.length) : name);
  for (const one of body.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join())) {
    for (const name of ATTRIBUTES) {
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).split(" ").map(change).join(" "));
    }
  }
}

function fillWords(body, fill) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.includes("${")) walker.currentNode.data = fill(walker.currentNode.data);
}

const controlsOf = (body, field) => Array.from(body.querySelectorAll("input, textarea")).filter((one) => one.name === field);

function fillIn(body, field, typed) {
  const given = [typed[field] ?? []].flat();
  for (const one of controlsOf(body, field)) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = given.includes(one.value);
    else one.value = given[0] ?? "";
  }
}

export function typedIn(form) {
  const typed = {};
  for (const [name, value] of new FormData(form)) typed[name] = name in typed ? [typed[name], value].flat() : value;
  return typed;
}

// As the component marks it: above the controls, named by them, with a bar at the side.
function mark(body, fault, words) {
  const controls = controlsOf(body, fault.field);
  if (!controls.length) return;
  const group = controls[0].closest(".nhsuk-form-group");
  const id = `${fault.field}-error`;
  group.classList.add("nhsuk-form-group--error");
  const said = document.createElement("span");
  said.className = "nhsuk-error-message";
  said.id = id;
  const hidden = document.createElement("span");
  hidden.className = "nhsuk-u-visually-hidden";
  hidden.textContent = `${words.error} `;
  said.append(hidden, sentenceOf(fault, words));
  const fieldset = group.querySelector("fieldset");
  const box = fieldset ? group.querySelector(".nhsuk-radios, .nhsuk-checkboxes") : (controls[0].closest(".nhsuk-input-wrapper") ?? controls[0]);
  box.before(said);
  const described = fieldset ?? controls[0];
  described.setAttribute("aria-describedby", `${described.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  if (!fieldset) controls[0].classList.add(controls[0].matches("textarea") ? "nhsuk-textarea--error" : "nhsuk-input--error");
}

// The server's own sentence where it said one.
export const sentenceOf = (fault, words) => fault.sentence ?? filled(words.faults[fault.code] ?? "{message}", fault.params);

export function summaryOf(template, faults, words) {
  const body = template.content.cloneNode(true);
  const list = body.querySelector("ul");
  for (const fault of faults) {
    const link = document.createElement("a");
    link.href = `#${fault.field}`;
    link.textContent = sentenceOf(fault, words);
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  return body;
}
