// A form (modal) that the bot opened.

import { sign } from "./avatar.js";
import { el, fill } from "./el.js";
import { act } from "./line.js";
import { select } from "./select.js";
import { text } from "./text.js";

const KIND = { ROW: 1, INPUT: 4, TEXT: 10, LABEL: 18, RADIO: 21, CHECKBOXES: 22, CHECKBOX: 23 };
const SELECTS = [3, 5, 6, 7, 8];
const PARAGRAPH = 2;
const FAILED = "Something went wrong. Try again.";

/** Opens `form`, and whatever form its answer opens. */
export function openForm(form) {
  const fields = [];
  const said = el("p", { class: "fault", role: "alert" });
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const dialog = el(
    "dialog",
    { class: "form", "aria-labelledby": "form-title" },
    el(
      "form",
      { method: "dialog", novalidate: true },
      el("header", {}, el("h2", { id: "form-title" }, form.title), el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => dialog.close() }, sign("close"))),
      el("div", { class: "parts" }, form.components.map((part) => drawn(part, fields))),
      said,
      el("footer", {}, el("button", { type: "button", class: "button plain", onclick: () => dialog.close() }, "Cancel"), send),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    // Chromium gives the focus back, but not the caret: nothing could be typed there.
    const back = document.activeElement;
    back?.blur();
    back?.focus();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, fields, { dialog, said, send });
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input, textarea, .select")?.focus();
}

async function submit(form, fields, { dialog, said, send }) {
  const faulty = fields.filter((field) => !field.check());
  if (faulty.length) return faulty[0].focus();
  fill(said);
  send.disabled = true;
  send.setAttribute("aria-busy", "true");
  const entries = Object.fromEntries(fields.map((field) => [field.id, field.entry()]));
  try {
    const answer = await act("submit", { form: form.id, entries });
    if (answer.error) return fill(said, FAILED);
    dialog.close();
    if (answer.form) openForm(answer.form);
  } catch (refused) {
    fill(said, refused.message);
  } finally {
    send.disabled = false;
    send.removeAttribute("aria-busy");
  }
}

function drawn(part, fields) {
  if (part.type === KIND.TEXT) return el("div", { class: "display" }, text(part.content));
  if (part.type === KIND.ROW) return part.components.map((inner) => labelled(inner.label, "", inner, fields));
  return labelled(part.label, part.description, part.component, fields);
}

function labelled(label, description, part, fields) {
  const fault = el("span", { class: "fault" });
  const isRequired = part.type !== KIND.CHECKBOX && part.required !== false;
  const control = CONTROLS(part)(part, label, isRequired);
  const holder = el(
    "div",
    { class: "labelled" },
    el("span", { class: "label" }, label, isRequired && el("span", { class: "required", "aria-label": "required" }, "*")),
    description && el("span", { class: "description" }, description),
    control.element,
    fault,
  );
  fields.push({
    ...control,
    id: part.custom_id,
    check() {
      const why = control.fault();
      fill(fault, why);
      holder.classList.toggle("faulty", Boolean(why));
      return !why;
    },
  });
  return holder;
}

function CONTROLS(part) {
  if (part.type === KIND.INPUT) return input;
  if (SELECTS.includes(part.type)) return menu;
  if (part.type === KIND.CHECKBOX) return checkbox;
  return boxes;
}

function input(part, label, isRequired) {
  const least = Math.max(part.min_length ?? 0, isRequired ? 1 : 0);
  const most = part.max_length ?? 4000;
  const isLong = part.style === PARAGRAPH;
  const field = el(isLong ? "textarea" : "input", { type: isLong ? null : "text", rows: isLong ? 5 : null, maxlength: most, placeholder: part.placeholder, "aria-label": label, "aria-required": isRequired, value: part.value ?? "" });
  const count = el("span", { class: "count", "aria-hidden": "true" });
  const tally = () => fill(count, field.value.length > most * 0.75 ? `${field.value.length} / ${most}` : "");
  field.addEventListener("input", tally);
  tally();
  return {
    element: el("div", { class: "typed" }, field, count),
    focus: () => field.focus(),
    entry: () => field.value,
    fault() {
      if (!field.value) return isRequired ? "This field is required." : "";
      return field.value.length < least ? `At least ${least} characters.` : "";
    },
  };
}

function menu(part, label, isRequired) {
  let values = null;
  const button = select(part, { label, onDone: (chosen) => (values = chosen) });
  const isPreset = (part.options ?? []).some((option) => option.default) || part.default_values?.length;
  return {
    element: button,
    focus: () => button.focus(),
    entry: () => values ?? (part.default_values ? part.default_values.map(({ id }) => id) : null),
    fault: () => (isRequired && !values?.length && !isPreset ? "Choose one." : ""),
  };
}

function checkbox(part, label) {
  const box = el("input", { type: "checkbox", "aria-label": label });
  box.checked = Boolean(part.default);
  return { element: box, focus: () => box.focus(), entry: () => box.checked, fault: () => "" };
}

function boxes(part, label, isRequired) {
  const type = part.type === KIND.RADIO ? "radio" : "checkbox";
  const inputs = (part.options ?? []).map((option) => {
    const box = el("input", { type, name: part.custom_id, "data-value": option.value });
    box.checked = Boolean(option.default);
    return { box, option };
  });
  const chosen = () => inputs.filter(({ box }) => box.checked).map(({ option }) => option.value);
  return {
    element: el("div", { role: "group", "aria-label": label }, inputs.map(({ box, option }) => el("label", { class: "choice" }, box, el("span", {}, option.label, option.description && el("small", {}, option.description))))),
    focus: () => inputs[0]?.box.focus(),
    entry: chosen,
    fault: () => (isRequired && !chosen().length ? "Choose one." : ""),
  };
}
