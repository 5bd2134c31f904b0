// The left side: servers, their channels with threads, direct messages, and who one is.

import { avatar, sign, signOfChannel } from "./avatar.js";
import { el, fill } from "./el.js";
import { act } from "./line.js";
import { Listbox } from "./listbox.js";
import { close, openPopup } from "./popup.js";
import { channelNow, guildNow, nameOf, order, people, rolesOf, seen } from "./seen.js";

const servers = document.getElementById("servers");
const rooms = document.getElementById("rooms");
const heading = document.getElementById("server-name");
const you = document.getElementById("you");
const THREADS = [10, 11, 12];
const read = new Map();
const members = new Set();

/** Takes the seat of a member in a channel; null is the direct conversation with the bot. */
export function sit({ member = seen.seat.member, channel = seen.seat.channel }) {
  document.body.classList.remove("drawer-open");
  return act("sit", { member, channel }).catch(() => {});
}

/** Draws the left side. */
export function drawRooms() {
  noteRead();
  const here = channelNow();
  const guild = here?.type === 1 ? null : guildNow();
  fill(servers, home(here), el("hr"), seen.places.guilds.map((one) => server(one, guild)));
  fill(heading, guild?.name ?? "Direct messages");
  fill(rooms, guild ? channelsOf(guild) : conversation(here));
  fill(you, self());
}

/** The first channel of a server where messages stand. */
export function firstChannel(guild) {
  return guild.channels.find(({ type }) => type === 0 || type === 5) ?? guild.channels[0];
}

function home(here) {
  const isOn = here?.type === 1;
  return el("button", { type: "button", class: `server ${isOn ? "on" : ""}`, title: "Direct messages", "aria-label": "Direct messages", "aria-current": isOn && "page", onclick: () => sit({ channel: null }) }, sign("direct", 24), hasNews(seen.places.direct[0]) && el("span", { class: "dot" }));
}

function server(guild, current) {
  const isOn = guild.id === current?.id;
  const initials = guild.name.split(/\s+/).map((word) => word[0]).join("").slice(0, 3);
  return el("button", { type: "button", class: `server ${isOn ? "on" : ""}`, title: guild.name, "aria-label": guild.name, "aria-current": isOn && "page", onclick: () => sit({ channel: firstChannel(guild).id }) }, initials, !isOn && guild.channels.some(hasNews) && el("span", { class: "dot" }));
}

function channelsOf(guild) {
  const places = guild.channels.filter(({ type }) => !THREADS.includes(type)).sort((one, other) => one.position - other.position);
  return places.map((place) => el("li", {}, room(place), threadsOf(guild, place)));
}

function threadsOf(guild, place) {
  const here = seen.seat.channel;
  const threads = guild.channels
    .filter(({ parent_id, thread_metadata, id }) => parent_id === place.id && (!thread_metadata?.archived || id === here))
    .sort((one, other) => order(one.id, other.id));
  return threads.length > 0 && el("ul", { class: "threads", "aria-label": `Threads in ${place.name}` }, threads.map((thread) => el("li", {}, room(thread))));
}

function room(place) {
  const isOn = place.id === seen.seat.channel;
  const isThread = THREADS.includes(place.type);
  const isNew = !isOn && hasNews(place);
  return el(
    "button",
    { type: "button", class: `room ${isOn ? "on" : ""} ${isNew ? "unread" : ""}`, "aria-current": isOn && "page", title: place.topic ?? place.name, "data-channel": place.id, onclick: () => sit({ channel: place.id }) },
    !isThread && signOfChannel(place),
    el("span", { class: "label" }, place.name),
    place.thread_metadata?.locked && sign("locked", 14),
    isNew && el("span", { class: "visually-hidden" }, "(new messages)"),
  );
}

function conversation(here) {
  const bot = seen.places.bot;
  const isOn = here?.type === 1;
  return el("li", {}, el("button", { type: "button", class: `room person ${isOn ? "on" : ""}`, onclick: () => sit({ channel: null }) }, avatar(bot, 28), el("span", { class: "label" }, nameOf(bot)), el("span", { class: "badge" }, "App")));
}

function self() {
  const member = people().find((one) => one.user.id === seen.seat.member);
  if (!member) return null;
  return el("button", { type: "button", class: "self", id: "switch", "aria-haspopup": "listbox", "aria-expanded": "false", onclick: (event) => openMembers(event.currentTarget) }, avatar(member.user, 34), el("span", { class: "words" }, el("strong", {}, nameOf(member.user)), el("small", {}, standing(member))), el("span", { class: "switch" }, "Switch"), sign("down", 18));
}

function openMembers(button) {
  const list = new Listbox(button, {
    label: "Be another member",
    onPick: ({ value }) => {
      close();
      become(value);
    },
  });
  const others = people().filter(({ user: account }) => !account.bot);
  list.show(
    others.map((member) => ({ value: member.user.id, label: nameOf(member.user), detail: standing(member), mark: avatar(member.user, 30), isOn: member.user.id === seen.seat.member, aside: member.user.id === seen.seat.member && sign("check", 18) })),
    Math.max(0, others.findIndex(({ user: account }) => account.id === seen.seat.member)),
  );
  const onKey = (event) => {
    if (list.hears(event) || event.key !== "Enter") return;
    event.preventDefault();
    list.onPick(list.active);
  };
  button.addEventListener("keydown", onKey);
  openPopup(button, el("div", {}, el("div", { class: "menu-heading" }, "Be another member"), list.element), { role: "group", label: "Be another member", onClose: () => button.removeEventListener("keydown", onKey) });
  button.focus();
}

/** The same channel as somebody else, or the first one that they see. */
async function become(member) {
  const here = channelNow();
  await sit({ member, channel: here?.type === 1 ? null : here.id });
}

function standing(member) {
  const guild = guildNow() ?? seen.places.guilds[0];
  if (guild?.owner_id === member.user.id) return "Owner";
  return rolesOf(member, guild).map(({ name }) => name).join(", ") || "Member";
}

/** What a member finds at first counts as read, and later what stands in the open channel. */
function noteRead() {
  const isFirst = !members.has(seen.seat.member);
  members.add(seen.seat.member);
  for (const place of [...seen.places.guilds.flatMap(({ channels }) => channels), ...seen.places.direct]) {
    if (isFirst || place.id === seen.seat.channel) read.set(keyOf(place), place.newest);
  }
}

function hasNews(place) {
  return Boolean(place?.newest && place.id !== seen.seat.channel && read.get(keyOf(place)) !== place.newest);
}

function keyOf(place) {
  return `${seen.seat.member} ${place.id}`;
}

