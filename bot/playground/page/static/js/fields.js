// A command being filled in: its name, a field for each option, and the list beside the field.

import { el, fill } from "./el.js";
import { act } from "./line.js";
import { optionField } from "./option.js";
import { run } from "./talk.js";

/**
 * Opens the fields of a command in `place`, with lists in `picker`; `typed` goes into the first.
 * `onLeave(text)`: back to plain text; `onSent()`; `onFault(why)`.
 */
export function openFields(command, { place, picker, typed, onLeave, onSent, onFault }) {
  const shown = new Map();
  const holder = el("div", { class: "options" });
  const rest = el("div", { class: "rest" });
  const name = el("span", { class: "command-name" }, `/${command.name}`);
  const send = el("button", { type: "button", class: "button primary small", onclick: () => submit() }, "Send");
  fill(place, name, holder, rest, send);

  const context = {
    picker,
    complete: (option, words) => act("complete", { name: command.name, option, typed: words, options: given() }),
    onEnter: () => submit(),
    onNext: (option) => next(option),
    onEmptyBack: (option) => (option.required || shown.size === 1 ? leave() : remove(option)),
    onEscape: () => leave(""),
    onChange: () => onFault(""),
    onTyped: (option, words) => turn(option, words),
  };

  function add(option, words = "") {
    const field = optionField(option, context, words);
    shown.set(option.name, field);
    holder.append(field.element);
    drawRest();
    return field;
  }

  function remove(option) {
    shown.get(option.name).element.remove();
    shown.delete(option.name);
    drawRest();
    [...shown.values()].at(-1)?.focus();
  }

  function drawRest() {
    const left = command.options.filter(({ name: one }) => !shown.has(one));
    fill(
      rest,
      left.map((option) =>
        el("button", { type: "button", class: "more-option", title: option.description, "aria-label": `Add ${option.name}: ${option.description}`, onclick: () => add(option).focus() }, `+ ${option.name}`),
      ),
    );
  }

  function given() {
    const values = [...shown].map(([key, field]) => [key, field.value()]);
    return Object.fromEntries(values.filter(([, value]) => value !== null && value !== ""));
  }

  function next(option) {
    const fields = [...shown.values()];
    const after = fields.slice(fields.indexOf(shown.get(option.name)) + 1).find((field) => field.isEmpty());
    (after ?? shown.get(option.name)).focus();
  }

  /** "glass length:" typed into a field goes on in the field of that name; true where it did. */
  function turn(option, words) {
    const named = /(?:^|\s)([^\s:]+):$/.exec(words);
    const to = named && command.options.find(({ name: one }) => one === named[1]);
    if (!to) return false;
    const rest = words.slice(0, named.index);
    shown.get(option.name).fill(rest);
    const field = shown.get(to.name) ?? add(to);
    if (!rest && to !== option && !option.required) remove(option);
    field.focus();
    return true;
  }

  async function submit() {
    const missing = command.options.find(({ name: one, required }) => required && shown.get(one).isEmpty());
    if (missing) {
      shown.get(missing.name).faulty();
      onFault(`${missing.name}: this option is required.`);
      return;
    }
    const options = given();
    close();
    onSent();
    await run(`/${command.name}`, act("slash", { name: command.name, options }));
  }

  function leave(text = `/${command.name}`) {
    onLeave(text);
  }

  function close() {
    for (const field of shown.values()) field.close();
  }

  const required = command.options.filter((option) => option.required);
  const first = required.length ? required : command.options.slice(0, 1);
  const words = written(typed, command.options);
  for (const option of first) add(option, words[option.name] ?? "");
  for (const option of command.options) if (words[option.name] && !shown.has(option.name)) add(option, words[option.name]);
  if (words[""] && first[0]) shown.get(first[0].name).fill(words[""]);
  drawRest();
  // The blank that ends a typed name is still held down here, and would press a button on its way up.
  name.tabIndex = -1;
  const start = [...shown.values()].find((field) => field.isEmpty()) ?? [...shown.values()][0];
  if (start) start.focus();
  else name.focus();
  place.onkeydown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave("");
    if (event.key === "Backspace" && [send, name].includes(event.target)) leave();
    if (event.key === "Enter" && event.target === name) submit();
  };
  return { close };
}

/** "quick brown length:brief" as { "": "quick brown", length: "brief" }. */
function written(typed, options) {
  const found = {};
  let at = "";
  for (const piece of typed.split(/(?<=\s)/)) {
    const option = options.find(({ name }) => piece.startsWith(`${name}:`));
    if (option) at = option.name;
    found[at] = (found[at] ?? "") + (option ? piece.slice(option.name.length + 1) : piece);
  }
  return Object.fromEntries(Object.entries(found).map(([key, words]) => [key, words.trim()]));
}
