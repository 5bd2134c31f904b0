// One message, with all that hangs on it.

import { avatar, sign } from "./avatar.js";
import { components, file } from "./components.js";
import { el } from "./el.js";
import { embed, picture } from "./embed.js";
import { openMenu } from "./menu.js";
import { heading, written } from "./moments.js";
import { channel, nameOf, seen, user } from "./seen.js";
import { text } from "./text.js";

const FLAG = { published: 1 << 0, private: 1 << 6, thinking: 1 << 7 };
const ANSWER = 19;
const SNIPPET = 100;

export const isPrivate = (message) => Boolean(message.flags & FLAG.private);

/** The element of a message; `does` are the acts: use, dismiss, reply, go. */
export function message(written_, { isGrouped, fault, does }) {
  const date = new Date(written_.timestamp);
  const author = nameOf(written_.author);
  const isForMe = written_.mentions.some(({ id }) => id === seen.seat.member) || written_.mention_everyone;
  const made = el(
    "li",
    {
      class: ["message", isGrouped && "grouped", isPrivate(written_) && "private", isForMe && "for-me"].filter(Boolean).join(" "),
      "data-id": written_.id,
      tabindex: -1,
      "aria-label": `${author}, ${written(date, "f")}`,
      oncontextmenu: (event) => openContext(event, written_, does),
    },
    above(written_, does),
    el("div", { class: "side" }, isGrouped ? el("time", { datetime: written_.timestamp }, written(date, "t")) : avatar(written_.author)),
    el("div", { class: "body" }, !isGrouped && head(written_, date), content(written_), written_.embeds.map(embed), attachments(written_), components(written_.components, (part, values) => does.use(written_, part, values)), reactions(written_), thread(written_, does), below(written_, does), fault && el("p", { class: "fault", role: "alert" }, sign("warning", 16), fault)),
    toolbar(written_, does),
  );
  return made;
}

/** Words for a line about a message elsewhere: its text, or what else it shows. */
export function snippet(written_) {
  const first = written_.embeds[0];
  const words = written_.content || first?.title || first?.description || "Click to see the message";
  return words.length > SNIPPET ? `${words.slice(0, SNIPPET)}…` : words;
}

function above(written_, does) {
  const replied = written_.referenced_message;
  const asked = written_.interaction_metadata;
  if (written_.type === ANSWER || replied) {
    if (!replied) return el("div", { class: "above" }, el("em", {}, "The message answered was deleted."));
    return el("button", { type: "button", class: "above", onclick: () => does.show(replied.id) }, avatar(replied.author, 16), el("strong", {}, nameOf(replied.author)), el("span", { class: "snippet" }, text(snippet(replied))));
  }
  if (asked?.name && asked.type === 2) {
    const who = user(asked.user.id) ?? asked.user;
    const named = asked.command_type === 1 || !asked.command_type ? `/${asked.name}` : asked.name;
    return el("div", { class: "above" }, avatar(who, 16), el("strong", {}, nameOf(who)), " used ", el("span", { class: "mention" }, named));
  }
  return null;
}

function head({ author, flags }, date) {
  return el(
    "div",
    { class: "head" },
    el("strong", { class: author.bot ? "name bot" : "name" }, nameOf(author)),
    author.bot && el("span", { class: "badge" }, "App"),
    el("time", { datetime: date.toISOString(), title: written(date, "F") }, heading(date)),
    flags & FLAG.published ? el("span", { class: "note" }, "Published") : null,
  );
}

function content(written_) {
  if (written_.flags & FLAG.thinking) {
    return el("div", { class: "thinking", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${nameOf(written_.author)} is thinking…`);
  }
  const edited = written_.edited_timestamp && el("span", { class: "edited", title: written(new Date(written_.edited_timestamp), "F") }, " (edited)");
  if (!written_.content) return edited && el("div", { class: "content" }, edited);
  return el("div", { class: "content" }, text(written_.content), edited);
}

function attachments({ attachments: files }) {
  return files.map((found) => (found.content_type?.startsWith("image/") ? picture({ url: found.url, description: found.description ?? found.filename }, "image") : file(found)));
}

function reactions({ reactions: given }) {
  if (!given?.length) return null;
  return el("div", { class: "reactions" }, given.map(({ emoji, count }) => el("span", { class: "reaction" }, emoji.name, " ", count)));
}

function thread({ thread: opened }, does) {
  if (!opened) return null;
  const now = channel(opened.id) ?? opened;
  const count = now.message_count;
  return el("button", { type: "button", class: "thread", onclick: () => does.go(now.id) }, sign("thread", 18), el("strong", {}, now.name), el("span", {}, count === 1 ? "1 message ›" : `${count} messages ›`));
}

function below(written_, does) {
  if (!isPrivate(written_)) return null;
  return el("p", { class: "only-you" }, sign("eye", 16), "Only you can see this · ", el("button", { type: "button", class: "linklike", onclick: () => does.dismiss(written_) }, "Dismiss message"));
}

function toolbar(written_, does) {
  const open = (event) => openMenu(event.currentTarget, written_, does);
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "On this message" },
    does.canReply && !isPrivate(written_) && el("button", { type: "button", "aria-label": "Reply", title: "Reply", onclick: () => does.reply(written_) }, sign("reply", 18)),
    el("button", { type: "button", "aria-label": "Apps and copying", title: "Apps and copying", "aria-haspopup": "menu", "aria-expanded": "false", onclick: open }, sign("more", 18)),
  );
}

function openContext(event, written_, does) {
  if (event.target.closest("a, input, textarea") || getSelection()?.toString()) return;
  event.preventDefault();
  const isByKey = event.clientX === 0 && event.clientY === 0;
  const beside = isByKey ? event.currentTarget : { x: event.clientX, y: event.clientY };
  const open = () => openMenu(beside, written_, does);
  // Letting go of the button would close again what was opened while it was held.
  if (event.buttons) addEventListener("pointerup", () => setTimeout(open), { once: true });
  else open();
}
