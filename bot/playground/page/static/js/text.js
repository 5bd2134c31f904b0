// Marked-up text drawn: the tree of a text, made elements.

import { el, link, webAddress } from "./el.js";
import { parsed } from "./markdown.js";
import { moment } from "./moments.js";
import { channel, nameOf, role, titleOf, user } from "./seen.js";

/** A text of a message as elements. */
export function text(source) {
  return drawn(parsed(source));
}

function drawn(nodes) {
  return nodes.map((node) => (DRAWINGS[node.type] ?? DRAWINGS.text)(node));
}

const wrapped = (tag, properties = {}) => (node) => el(tag, { ...properties }, drawn(node.content));
const mention = (words, properties = {}) => el("span", { class: "mention", ...properties }, words);

const DRAWINGS = {
  text: (node) => document.createTextNode(node.content),
  codeBlock: (node) => el("pre", { tabindex: 0 }, el("code", {}, node.text)),
  quote: wrapped("blockquote"),
  heading: (node) => el("div", { class: `heading h${node.level}`, role: "heading", "aria-level": node.level + 2 }, drawn(node.content)),
  subtext: wrapped("small", { class: "subtext" }),
  list,
  bareLink: (node) => linked(node.url, node.url),
  maskedLink: (node) => linked(node.url, drawn(node.content)),
  url: (node) => linked(node.url, node.url),
  moment: (node) => moment(new Date(Number(node.seconds) * 1000), node.style ?? "f"),
  user: (node) => mention(`@${user(node.id) ? nameOf(user(node.id)) : "unknown-user"}`),
  role: (node) => mention(`@${role(node.id)?.name ?? "unknown-role"}`),
  channel: channelMention,
  command: (node) => mention(`/${node.name}`, { role: "button", tabindex: 0, "data-command": node.name }),
  emoji: (node) => el("span", { class: "emoji", title: `:${node.name}:` }, `:${node.name}:`),
  everyone: (node) => mention(node.name),
  emphasis: wrapped("em"),
  strong: wrapped("strong"),
  underline: wrapped("u"),
  struck: wrapped("s"),
  spoiler,
  code: (node) => el("code", {}, node.text),
};

function linked(url, label) {
  const address = webAddress(url);
  return address ? link(address, label) : document.createTextNode(url);
}

function list(node) {
  const tag = node.start === null ? "ul" : "ol";
  const items = node.items.map((item) => el("li", {}, drawn(item.content), item.list && list(item.list)));
  return el(tag, { start: node.start }, items);
}

function channelMention(node) {
  const found = channel(node.id);
  if (!found) return mention("#unknown");
  return mention(`#${titleOf(found)}`, { role: "link", tabindex: 0, "data-channel": found.id });
}

function spoiler(node) {
  const veiled = el("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Spoiler", "aria-expanded": "false" }, el("span", {}, drawn(node.content)));
  const unveil = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    veiled.classList.add("open");
    veiled.setAttribute("aria-expanded", "true");
    veiled.removeAttribute("aria-label");
  };
  veiled.addEventListener("click", unveil);
  veiled.addEventListener("keydown", unveil);
  return veiled;
}
