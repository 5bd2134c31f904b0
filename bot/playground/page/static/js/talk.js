// The messages of a channel, and what is done with them.

import { el, fill } from "./el.js";
import { openForm } from "./form.js";
import { act } from "./line.js";
import { message } from "./message.js";
import { written } from "./moments.js";
import { channelNow, messages, seen } from "./seen.js";
import { waitingCommand } from "./waiting.js";
import { welcome } from "./welcome.js";

const GROUPED_WITHIN_MS = 7 * 60 * 1000;
const NEAR_END_PX = 120;
const FAILED = "This interaction failed";

const list = document.getElementById("messages");
const scroller = document.getElementById("talk");
const newer = document.getElementById("newer");
const rows = new Map();
const faults = new Map();
let commands = [];
let isAtEnd = true;
let shownIn = null;

/** What can be done with a message; reply and go are given by the page. */
export const does = {
  canReply: false,
  reply() {},
  go() {},
  async use(target, part, values) {
    const what = values ? "choose" : "press";
    await used(target, part, act(what, { message: target.id, custom_id: part.custom_id, values }));
  },
  menu(target, name) {
    run(name, act("menu", { message: target.id, name }));
  },
  dismiss(target) {
    act("dismiss", { message: target.id }).catch(() => {});
  },
  show(id) {
    const row = rows.get(id)?.element;
    row?.scrollIntoView({ block: "center", behavior: "smooth" });
    row?.classList.add("shown");
    setTimeout(() => row?.classList.remove("shown"), 1500);
  },
};

/** Draws the messages here anew where they changed. */
export function drawTalk() {
  const here = channelNow();
  if (shownIn !== `${seen.seat.member} ${here?.id}`) {
    shownIn = `${seen.seat.member} ${here?.id}`;
    rows.clear();
    faults.clear();
    commands = [];
    isAtEnd = true;
  }
  does.canReply = Boolean(here?.can_send);
  const shown = messages();
  const children = shown.flatMap((now, index) => [dayBetween(shown[index - 1], now), rowOf(now, shown[index - 1])]);
  const first = seen.hasEarlier ? el("li", {}, el("button", { type: "button", class: "button secondary", onclick: () => act("earlier") }, "Show earlier messages")) : welcome(here);
  const focused = focusNow();
  setChildren([first, ...children.filter(Boolean), ...commands]);
  for (const id of rows.keys()) if (!seen.messages.has(id)) rows.delete(id);
  focusAgain(focused);
  if (isAtEnd) toEnd();
  else newer.hidden = false;
  rove();
}

/** Shows a slash command or menu as sent, until `doing` has its answer, and what came of it. */
export function run(name, doing) {
  const shown = waitingCommand(name, () => {
    commands = commands.filter((one) => one !== shown.element);
    drawTalk();
  });
  commands = [...commands, shown.element];
  toEnd();
  drawTalk();
  return doing.then(
    (answer) => {
      if (answer.error) return shown.fail("The application did not respond");
      shown.end();
      if (answer.form) openForm(answer.form);
    },
    (refused) => shown.fail(refused.message),
  );
}

async function used(target, part, doing) {
  faults.delete(target.id);
  busy(target, part, true);
  try {
    const answer = await doing;
    if (answer.error) faults.set(target.id, FAILED);
    if (answer.form) openForm(answer.form);
  } catch (refused) {
    faults.set(target.id, refused.message);
  }
  busy(target, part, false);
  if (faults.has(target.id)) {
    rows.delete(target.id);
    drawTalk();
  }
}

function busy(target, part, isBusy) {
  const row = rows.get(target.id)?.element;
  for (const control of row?.querySelectorAll("[data-custom-id]") ?? []) {
    if (control.dataset.customId === part.custom_id) control.toggleAttribute("aria-busy", isBusy);
  }
}

function rowOf(now, before) {
  const isGrouped = goesOn(before, now);
  const key = JSON.stringify([now, isGrouped, faults.get(now.id), does.canReply]);
  const known = rows.get(now.id);
  if (known?.key === key) return known.element;
  const element = message(now, { isGrouped, fault: faults.get(now.id), does });
  if (!known) element.classList.add("new");
  rows.set(now.id, { key, element });
  return element;
}

function goesOn(before, now) {
  if (!before || before.author.id !== now.author.id || before.type !== now.type) return false;
  if (now.interaction_metadata?.name || now.referenced_message || dayBetween(before, now)) return false;
  if ((before.flags ^ now.flags) & 64) return false;
  return new Date(now.timestamp) - new Date(before.timestamp) < GROUPED_WITHIN_MS;
}

function dayBetween(before, now) {
  const day = (one) => new Date(one.timestamp).toDateString();
  if (before && day(before) === day(now)) return null;
  return el("li", { class: "day", role: "separator" }, el("span", {}, written(new Date(now.timestamp), "D")));
}

/** Only what changed is touched, so that a list that is open or a text that is selected stays. */
function setChildren(wanted) {
  wanted.forEach((child, index) => {
    const there = list.children[index];
    if (there === child) return;
    if (there && child.className === there.className && !child.dataset.id && child.isEqualNode(there)) wanted[index] = there;
    else list.insertBefore(child, there ?? null);
  });
  while (list.children.length > wanted.length) list.lastElementChild.remove();
}

function focusNow() {
  const control = document.activeElement;
  const row = list.contains(control) ? control.closest(".message") : null;
  return row && { id: row.dataset.id, customId: control.dataset.customId };
}

function focusAgain(focused) {
  if (!focused || list.contains(document.activeElement)) return;
  const row = rows.get(focused.id)?.element;
  const controls = [...(row?.querySelectorAll("[data-custom-id]") ?? [])];
  const same = controls.find(({ dataset, disabled }) => dataset.customId === focused.customId && !disabled);
  (same ?? row)?.focus({ preventScroll: true });
}

function toEnd() {
  isAtEnd = true;
  newer.hidden = true;
  scroller.scrollTop = scroller.scrollHeight;
}

/** One message can be reached by Tab, the others from it by the arrow keys. */
function rove(to = null) {
  const all = [...list.querySelectorAll(".message")];
  const current = to ?? all.find((row) => row.tabIndex === 0) ?? all.at(-1);
  for (const row of all) row.tabIndex = row === current ? 0 : -1;
}

list.addEventListener("keydown", (event) => {
  const row = event.target;
  if (!row.matches?.(".message") || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const all = [...list.querySelectorAll(".message")];
  const next = all[all.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)];
  if (next) {
    rove(next);
    next.focus();
  }
});
scroller.addEventListener("scroll", () => {
  isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  if (isAtEnd) newer.hidden = true;
});
new ResizeObserver(() => isAtEnd && toEnd()).observe(list);
newer.addEventListener("click", toEnd);
fill(list);
