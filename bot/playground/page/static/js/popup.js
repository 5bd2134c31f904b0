// Something that opens beside a control and closes again: menus, lists, the members.

import { el } from "./el.js";

const GAP = 6;
let open = null;

/** Opens `content` beside `anchor` (an element, or {x, y}); focus goes back when it closes. */
export function openPopup(anchor, content, { role = "dialog", label = "", onClose } = {}) {
  close();
  const element = anchor instanceof Element ? anchor : null;
  const popup = el("div", { class: "popup", popover: "auto", role, "aria-label": label }, content);
  // A form lets nothing outside of itself be used, so its lists open inside of it.
  (element?.closest("dialog") ?? document.body).append(popup);
  const before = document.activeElement;
  open = { popup, element };
  element?.setAttribute("aria-expanded", "true");
  popup.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    element?.setAttribute("aria-expanded", "false");
    const hadFocus = popup.contains(document.activeElement) || document.activeElement === document.body;
    popup.remove();
    if (open?.popup === popup) open = null;
    if (hadFocus && before?.isConnected) before.focus();
    onClose?.();
  });
  popup.showPopover();
  place(popup, element ? element.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0));
  return popup;
}

/** Closes whatever is open. */
export function close() {
  open?.popup.hidePopover();
}

/** True where `element` has its popup open. */
export function isOpenAt(element) {
  return open?.element === element;
}

function place(popup, beside) {
  const { width, height } = popup.getBoundingClientRect();
  const isBelow = beside.bottom + GAP + height <= innerHeight || beside.top < innerHeight / 2;
  const top = isBelow ? beside.bottom + GAP : beside.top - GAP - height;
  popup.style.left = `${Math.max(GAP, Math.min(beside.left, innerWidth - width - GAP))}px`;
  popup.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}
