// The message box: plain messages, answers to messages, and the way into commands.

import { avatar, sign } from "./avatar.js";
import { meant, spelled } from "./commands.js";
import { el, fill } from "./el.js";
import { openFields } from "./fields.js";
import { act } from "./line.js";
import { Listbox } from "./listbox.js";
import { channelNow, nameOf, seen, titleOf } from "./seen.js";
import { does } from "./talk.js";

const box = document.getElementById("box");
const field = document.getElementById("typed");
const plain = document.getElementById("plain");
const command = document.getElementById("command");
const picker = document.getElementById("picker");
const answering = document.getElementById("answering");
const said = document.getElementById("said");
const MOST_LINES_PX = 220;

let replied = null;
let drawnFor = null;
let fields = null;
const list = new Listbox(field, { label: "Commands", onPick: (entry) => begin(entry.command) });

/** Draws the box for the channel that is open. */
export function drawComposer() {
  const here = channelNow();
  const key = `${seen.seat.member} ${here?.id}`;
  if (drawnFor !== key) {
    drawnFor = key;
    leaveCommand();
    stopAnswering();
    fill(said);
  }
  const isForum = here?.type === 15;
  box.hidden = !here || isForum;
  field.disabled = !here?.can_send;
  field.placeholder = here?.can_send ? `Message ${markOf(here)}${titleOf(here)}, or / for commands` : "You do not have permission to send messages in this channel.";
  field.setAttribute("aria-label", field.placeholder);
}

/** What stands before the name of a channel; a thread's is a sentence. */
function markOf({ type, parent_id }) {
  if (type === 1) return "@";
  return parent_id ? "" : "#";
}

/** Opens the fields of the command of that name, if it is offered here. */
export function beginNamed(name) {
  const found = spelled(seen.commands).find((one) => one.name === name);
  if (found) begin(found);
}

/** Begins an answer to a message. */
export function answer(message) {
  replied = { message, pings: true };
  leaveCommand();
  drawAnswering();
  field.focus();
}

function begin(found, typed = "") {
  hidePicker();
  plain.hidden = true;
  command.hidden = false;
  box.classList.add("commanding");
  fill(said);
  fields = openFields(found, {
    picker,
    place: command,
    typed,
    onLeave: (text) => {
      leaveCommand();
      field.value = text;
      field.focus();
      hear();
    },
    onSent: () => {
      leaveCommand();
      field.focus();
    },
    onFault: (why) => fill(said, why),
  });
  field.value = "";
}

function leaveCommand() {
  fields?.close();
  fields = null;
  fill(command);
  command.hidden = true;
  plain.hidden = false;
  box.classList.remove("commanding");
  hidePicker();
  fill(said);
  grow();
}

function hear() {
  grow();
  fill(said);
  const { value } = field;
  if (!value.startsWith("/")) return hidePicker();
  const words = value.slice(1);
  const all = spelled(seen.commands);
  // A name typed to its end, with a blank behind it, is that command.
  const full = all.find(({ name }) => words.startsWith(`${name} `));
  if (full) return begin(full, words.slice(full.name.length + 1));
  showPicker(meant(all, words.trimEnd()));
}

function showPicker(found) {
  const entries = found.map((one) => ({ value: one.name, label: `/${one.name}`, detail: one.description, mark: avatar(seen.places.bot, 26), aside: optionNames(one), command: one }));
  fill(picker, el("div", { class: "picker-head" }, found.length ? `Commands of ${nameOf(seen.places.bot)}` : "No such command"), list.element);
  list.show(entries, 0, "Nothing by that name is offered here.");
  picker.hidden = false;
  field.setAttribute("aria-expanded", "true");
}

function optionNames({ options }) {
  const names = options.map(({ name, required }) => el("span", { class: required ? "needed" : "" }, name));
  return el("span", { class: "option-names" }, names);
}

function hidePicker() {
  picker.hidden = true;
  fill(picker);
  list.show([]);
  field.setAttribute("aria-expanded", "false");
}

async function send() {
  const text = field.value.trim();
  if (!text) return;
  const values = { text, reply_to: replied?.message.id ?? null, pings: replied?.pings ?? true };
  field.value = "";
  grow();
  stopAnswering();
  try {
    await act("say", values);
  } catch (refused) {
    field.value = text;
    fill(said, refused.message);
  }
}

function drawAnswering() {
  answering.hidden = !replied;
  if (!replied) return;
  const { message, pings } = replied;
  const toggle = () => {
    replied.pings = !replied.pings;
    drawAnswering();
    field.focus();
  };
  fill(answering, el("span", {}, "Replying to ", el("strong", {}, nameOf(message.author))), el("button", { type: "button", class: `ping ${pings ? "on" : ""}`, "aria-pressed": String(pings), title: "Whether the author is notified", onclick: toggle }, `@ ${pings ? "on" : "off"}`), el("button", { type: "button", class: "plain", "aria-label": "Don't reply", onclick: stopAnswering }, sign("close", 16)));
}

function stopAnswering() {
  replied = null;
  drawAnswering();
}

function grow() {
  field.style.height = "";
  // Nothing to measure while it isn't shown.
  if (field.value && field.scrollHeight) field.style.height = `${Math.min(field.scrollHeight, MOST_LINES_PX)}px`;
}

field.addEventListener("input", hear);
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (!picker.hidden && list.hears(event)) return;
  if (event.key === "Escape") {
    if (picker.hidden) stopAnswering();
    else hidePicker();
  } else if (["Enter", "Tab"].includes(event.key) && !picker.hidden && list.active && !event.shiftKey) {
    event.preventDefault();
    begin(list.active.command);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
});
field.addEventListener("blur", () => setTimeout(() => !box.contains(document.activeElement) && !fields && hidePicker()));
document.getElementById("open-picker").addEventListener("click", () => {
  field.value = "/";
  field.focus();
  hear();
});
document.addEventListener("keydown", (event) => {
  const isFree = document.activeElement === document.body || document.activeElement?.matches(".message");
  if (event.key !== "/" || !isFree || field.disabled || box.hidden) return;
  event.preventDefault();
  field.value = "/";
  field.focus();
  hear();
});
does.reply = answer;
