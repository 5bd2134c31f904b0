// A message's menu: answering, copying, and the entries that the bot registered ("Apps").

import { avatar, sign } from "./avatar.js";
import { el } from "./el.js";
import { close, openPopup } from "./popup.js";
import { nameOf, seen } from "./seen.js";

const MESSAGE_MENU = 3;

/** Opens the menu of a message beside `anchor`. */
export function openMenu(anchor, message, does) {
  const isPrivate = Boolean(message.flags & 64);
  const apps = seen.commands.filter(({ type }) => type === MESSAGE_MENU);
  const entry = (label, mark, act) => item(label, mark, act);
  const menu = el(
    "div",
    { class: "menu" },
    does.canReply && !isPrivate && entry("Reply", sign("reply", 18), () => does.reply(message)),
    message.content && entry("Copy text", sign("file", 18), () => navigator.clipboard?.writeText(message.content)),
    isPrivate && entry("Dismiss message", sign("close", 18), () => does.dismiss(message)),
    apps.length > 0 && el("div", { class: "menu-heading", role: "presentation" }, "Apps"),
    apps.map(({ name }) => entry(name, avatar(seen.places.bot, 20), () => does.menu(message, name))),
    el("div", { class: "menu-heading", role: "presentation" }, "Id"),
    entry(`Copy message ID (${nameOf(message.author)})`, null, () => navigator.clipboard?.writeText(message.id)),
  );
  const popup = openPopup(anchor, menu, { role: "menu", label: "Message" });
  const items = [...popup.querySelectorAll('[role="menuitem"]')];
  popup.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length).focus();
  });
  items[0]?.focus();
}

function item(label, mark, act) {
  const pick = () => {
    close();
    act();
  };
  return el("button", { type: "button", role: "menuitem", class: "row", onclick: pick }, mark && el("span", { class: "mark" }, mark), el("span", { class: "label" }, label));
}
