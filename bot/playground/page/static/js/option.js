// One option of a command being filled in: a field with what can be chosen for it.

import { sign } from "./avatar.js";
import { debounced, el, fill } from "./el.js";
import { Listbox } from "./listbox.js";
import { entriesOf, fitting } from "./select.js";

const KIND = { BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, FILE: 11 };
const SELECT_OF = { [KIND.USER]: 5, [KIND.ROLE]: 6, [KIND.MENTIONABLE]: 7, [KIND.CHANNEL]: 8 };
const COMPLETE_AFTER_MS = 150;
const MOST_SHOWN = 25;
const MOST_FILE_BYTES = 10 * 1024 * 1024;

/** A field of { element, value(), isEmpty(), focus(), fill(text), faulty(), close() }. */
export function optionField(option, context, typed) {
  return option.type === KIND.FILE ? fileField(option, context) : textField(option, context, typed);
}

function textField(option, context, typed) {
  let chosen = null;
  let asked = 0;
  const input = el("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-label": `${option.name}: ${option.description}`, "aria-required": option.required, autocomplete: "off", spellcheck: "false", "data-option": option.name, value: typed });
  const list = new Listbox(input, { label: option.name, onPick: pick });
  const element = labelled(option, input);
  const size = () => (input.style.width = `${Math.min(44, Math.max(8, input.value.length + 2))}ch`);

  function pick(entry) {
    chosen = entry.value;
    input.value = entry.label;
    size();
    hide();
    context.onNext(option);
  }
  function hide() {
    context.picker.hidden = true;
    input.setAttribute("aria-expanded", "false");
    list.show([]);
  }
  function show(entries, empty) {
    if (document.activeElement !== input) return;
    fill(context.picker, el("div", { class: "picker-head" }, el("strong", {}, option.name), " ", option.description), entries && list.element);
    list.show(entries ?? [], isFree(option) ? -1 : 0, empty);
    context.picker.hidden = false;
    input.setAttribute("aria-expanded", String(Boolean(entries)));
  }
  const complete = debounced(async () => {
    const mine = ++asked;
    try {
      const { choices } = await context.complete(option.name, input.value);
      if (mine !== asked || chosen !== null) return;
      show(choices.map(({ name, value }) => ({ value, label: name })), "Nothing fits what you typed.");
      if (choices.length && input.value) list.move(0);
    } catch (refused) {
      show([], refused.message);
    }
  }, COMPLETE_AFTER_MS);
  function offer() {
    if (chosen !== null) return show(null);
    if (!option.autocomplete) return show(known(option, input.value));
    show([], "Looking …");
    complete();
  }
  input.addEventListener("focus", offer);
  input.addEventListener("blur", () => {
    asked += 1;
    hide();
  });
  input.addEventListener("input", () => {
    chosen = null;
    if (context.onTyped(option, input.value)) return;
    element.classList.remove("wrong");
    size();
    context.onChange();
    offer();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hears(event)) return;
    const isPicking = list.active && chosen === null && !event.shiftKey;
    if (event.key === "Enter") {
      event.preventDefault();
      if (isPicking) pick(list.active);
      else context.onEnter();
    } else if (event.key === "Tab" && isPicking) {
      event.preventDefault();
      pick(list.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (context.picker.hidden) context.onEscape();
      else hide();
    } else if (event.key === "Backspace" && input.value === "") {
      event.preventDefault();
      context.onEmptyBack(option);
    }
  });
  size();
  return {
    element,
    value: () => (chosen === null ? input.value.trim() : chosen),
    isEmpty: () => input.value.trim() === "",
    focus: () => input.focus(),
    fill: (text) => {
      input.value = text;
      size();
    },
    faulty: () => {
      element.classList.add("wrong");
      input.focus();
    },
    close: hide,
  };
}

function fileField(option, context) {
  let file = null;
  const input = el("input", { type: "file", class: "visually-hidden", tabindex: -1, "data-option": option.name });
  const button = el("button", { type: "button", class: "choose-file", "aria-label": `${option.name}: ${option.description}` }, sign("file", 16), "Choose a file");
  const element = labelled(option, button, input);
  button.addEventListener("click", () => input.click());
  button.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" || event.key === "Delete") context.onEmptyBack(option);
  });
  input.addEventListener("change", async () => {
    const picked = input.files[0];
    if (!picked) return;
    element.classList.toggle("wrong", picked.size > MOST_FILE_BYTES);
    if (picked.size > MOST_FILE_BYTES) return fill(button, "A file may have 10 MB.");
    file = { name: picked.name, base64: await base64Of(picked) };
    fill(button, sign("file", 16), picked.name);
    context.onNext(option);
  });
  return {
    element,
    value: () => file,
    isEmpty: () => file === null,
    focus: () => button.focus(),
    fill() {},
    faulty: () => {
      element.classList.add("wrong");
      button.focus();
    },
    close() {},
  };
}

function labelled(option, ...control) {
  return el("label", { class: "option", title: option.description }, el("span", { class: "option-name" }, option.name), control);
}

/** What is known without asking the bot; null where anything may be typed. */
function known(option, typed) {
  if (option.choices?.length) return fitting(option.choices.map(({ name, value }) => ({ value, label: name })), typed);
  if (option.type === KIND.BOOLEAN) return fitting([{ value: true, label: "True" }, { value: false, label: "False" }], typed);
  if (!(option.type in SELECT_OF)) return null;
  return fitting(entriesOf({ type: SELECT_OF[option.type], channel_types: option.channel_types }), typed).slice(0, MOST_SHOWN);
}

/** True where what was typed stands for itself until something is chosen. */
function isFree(option) {
  return Boolean(option.autocomplete) && !option.choices?.length;
}

function base64Of(file) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
