// The beginning of a channel: what it is for, and what can be tried at once.

import { signOfChannel } from "./avatar.js";
import { el } from "./el.js";
import { seen, titleOf } from "./seen.js";
import { spelled } from "./commands.js";

const MOST_TRIES = 6;

/** The first row of a channel's messages. */
export function welcome(here) {
  if (!here) return el("li", { class: "welcome" });
  const isDirect = here.type === 1;
  const title = isDirect || here.parent_id ? titleOf(here) : `Welcome to #${titleOf(here)}`;
  const words = isDirect
    ? "This is the beginning of your direct messages with this bot."
    : here.topic || (here.parent_id ? "The beginning of a thread." : `The beginning of #${titleOf(here)}.`);
  return el("li", { class: "welcome" }, el("div", { class: "round" }, signOfChannel(here, 34)), el("h2", {}, title), el("p", {}, words), here.can_send && tries());
}

function tries() {
  const words = ({ name }) => name.split(" ").length;
  const easy = spelled(seen.commands)
    .filter(({ options, isOpen }) => isOpen && !options.some(({ required }) => required))
    .sort((one, other) => words(one) - words(other));
  if (!easy.length) return null;
  return el("div", { class: "tries" }, el("span", {}, "Try:"), easy.slice(0, MOST_TRIES).map(({ name, description }) => el("button", { type: "button", class: "try", title: description, "data-command": name }, `/${name}`)));
}
