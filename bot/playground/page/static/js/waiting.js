// A command that was sent and has no answer yet, or failed: only this page knows of it.

import { avatar, sign } from "./avatar.js";
import { el, fill } from "./el.js";
import { nameOf, seen, user } from "./seen.js";

const SHOWN_AFTER_MS = 250;

/** Its element with `end()` and `fail(why)`; `onEnd()` when it is to go. */
export function waitingCommand(name, onEnd) {
  const me = user(seen.seat.member) ?? { id: "0", username: "?" };
  const bot = seen.places.bot;
  const state = el("div", { class: "content pale" }, "Sending command…");
  const element = el(
    "li",
    { class: "message waiting sending", hidden: true },
    el("div", { class: "above" }, avatar(me, 16), el("strong", {}, nameOf(me)), " used ", el("span", { class: "mention" }, name)),
    el("div", { class: "side" }, avatar(bot)),
    el("div", { class: "body" }, el("div", { class: "head" }, el("strong", { class: "name bot" }, nameOf(bot)), el("span", { class: "badge" }, "App")), state),
  );
  const timer = setTimeout(() => (element.hidden = false), SHOWN_AFTER_MS);
  const end = () => {
    clearTimeout(timer);
    onEnd();
  };
  const fail = (why) => {
    clearTimeout(timer);
    element.hidden = false;
    element.classList.remove("sending");
    fill(state, el("p", { class: "fault", role: "alert" }, sign("warning", 16), why), el("p", { class: "only-you" }, sign("eye", 16), "Only you can see this · ", el("button", { type: "button", class: "linklike", onclick: onEnd }, "Dismiss message")));
  };
  return { element, end, fail };
}
