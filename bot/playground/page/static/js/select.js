// A select menu, of a message or a form: a button that opens a list.

import { avatar, sign, signOfChannel } from "./avatar.js";
import { el, fill } from "./el.js";
import { Listbox } from "./listbox.js";
import { close, isOpenAt, openPopup } from "./popup.js";
import { guildNow, nameOf, people, rolesOf, seen } from "./seen.js";

const STRING = 3;
const MEMBERS = 5;
const ROLES = 6;
const MENTIONABLE = 7;
const CHANNELS = 8;
const FILTER_FROM = 8;
const HINTS = { [MEMBERS]: "Choose somebody", [ROLES]: "Choose a role", [MENTIONABLE]: "Choose somebody or a role", [CHANNELS]: "Choose a channel" };

/** The menu of Discord's `part`; `onDone(values)` once the member has chosen. */
export function select(part, { onDone, label }) {
  const chosen = new Set(chosenAtFirst(part));
  const shown = el("span", { class: "chosen" });
  const button = el(
    "button",
    { type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": label ?? hintOf(part), disabled: part.disabled, "data-custom-id": part.custom_id },
    shown,
    sign("down", 18),
  );
  const show = () => fill(shown, labels(part, chosen));
  button.addEventListener("click", () => {
    if (isOpenAt(button)) close();
    else unfold(button, part, chosen, { show, onDone });
  });
  button.addEventListener("keydown", (event) => {
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      button.click();
    }
  });
  show();
  return button;
}

/** What can be chosen in a select, or for an option, of that kind. */
export function entriesOf(part) {
  if (part.type === STRING) return (part.options ?? []).map(entryOfOption);
  const guild = guildNow() ?? seen.places.guilds[0];
  const found = [];
  if ([MEMBERS, MENTIONABLE].includes(part.type)) found.push(...people().map((member) => entryOfMember(member, guild)));
  if ([ROLES, MENTIONABLE].includes(part.type)) found.push(...(guild?.roles ?? []).map(entryOfRole));
  if (part.type === CHANNELS) {
    const kinds = part.channel_types?.length ? part.channel_types : null;
    found.push(...(guild?.channels ?? []).filter(({ type }) => !kinds || kinds.includes(type)).map(entryOfChannel));
  }
  return found;
}

/** Those entries whose label or detail has the words typed. */
export function fitting(entries, typed) {
  const wanted = typed.trim().replace(/^[@#]/, "").toLocaleLowerCase();
  return entries.filter(({ label, detail }) => `${label} ${detail ?? ""}`.toLocaleLowerCase().includes(wanted));
}

function unfold(button, part, chosen, { show, onDone }) {
  const most = part.max_values ?? 1;
  const all = entriesOf(part);
  const filter = el("input", { class: "filter", type: "text", placeholder: "Search", "aria-label": "Search" });
  const lead = part.type === STRING && all.length < FILTER_FROM ? button : filter;
  const list = new Listbox(lead, { label: hintOf(part), isMulti: most > 1, onPick: pick });
  const draw = (at) => list.show(fitting(all, lead === filter ? filter.value : "").map((entry) => ({ ...entry, isOn: chosen.has(entry.value), aside: chosen.has(entry.value) && sign("check", 18) })), at);
  const before = [...chosen].join();

  function pick(entry) {
    if (most === 1) {
      const isOff = chosen.has(entry.value) && part.min_values === 0;
      chosen.clear();
      if (!isOff) chosen.add(entry.value);
      show();
      close();
      return;
    }
    if (!chosen.delete(entry.value) && chosen.size < most) chosen.add(entry.value);
    show();
    draw(list.at);
  }
  const onKey = (event) => {
    if (list.hears(event)) return;
    const isPick = event.key === "Enter" || (event.key === " " && lead === button);
    if (isPick && list.active && isOpenAt(button)) {
      event.preventDefault();
      pick(list.active);
    }
  };
  const finish = () => {
    lead.removeEventListener("keydown", onKey);
    button.removeAttribute("aria-activedescendant");
    const isEnough = chosen.size >= (part.min_values ?? 1);
    if (isEnough && ([...chosen].join() !== before || most === 1)) onDone([...chosen]);
  };
  const holder = el("div", { class: "unfolded" }, lead === filter && filter, list.element, most > 1 && el("button", { type: "button", class: "button primary done", onclick: close }, "Done"));
  const popup = openPopup(button, holder, { role: "group", label: hintOf(part), onClose: finish });
  popup.style.minWidth = `${Math.max(220, button.offsetWidth)}px`;
  lead.addEventListener("keydown", onKey);
  filter.addEventListener("input", () => draw(0));
  draw(Math.max(0, all.findIndex(({ value }) => chosen.has(value))));
  lead.focus();
}

function chosenAtFirst(part) {
  if (part.type === STRING) return (part.options ?? []).filter((option) => option.default).map(({ value }) => value);
  return (part.default_values ?? []).map(({ id }) => id);
}

function labels(part, chosen) {
  const found = entriesOf(part).filter(({ value }) => chosen.has(value));
  if (!found.length) return el("span", { class: "hint" }, hintOf(part));
  return found.map(({ label, mark }) => el("span", { class: "one" }, mark?.cloneNode(true), label));
}

function hintOf(part) {
  return part.placeholder || HINTS[part.type] || "Choose";
}

function entryOfOption({ value, label, description, emoji }) {
  return { value, label, detail: description, mark: emoji?.name && el("span", { class: "mark" }, emoji.name) };
}

function entryOfMember(member, guild) {
  const roles = rolesOf(member, guild).map(({ name }) => name);
  return { value: member.user.id, label: nameOf(member.user), detail: roles.join(", "), mark: avatar(member.user, 24) };
}

function entryOfRole({ id, name }) {
  return { value: id, label: name.startsWith("@") ? name : `@${name}` };
}

function entryOfChannel(found) {
  return { value: found.id, label: found.name, mark: signOfChannel(found, 18) };
}
