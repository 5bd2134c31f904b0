// Buttons, menus and laid-out parts (Components V2) of a message.

import { sign } from "./avatar.js";
import { el, link, webAddress } from "./el.js";
import { picture } from "./embed.js";
import { select } from "./select.js";
import { text } from "./text.js";

const KIND = { ROW: 1, BUTTON: 2, STRING: 3, SECTION: 9, TEXT: 10, THUMBNAIL: 11, GALLERY: 12, FILE: 13, SEPARATOR: 14, CONTAINER: 17 };
const SELECTS = [3, 5, 6, 7, 8];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** A message's components; `use(part, values)` where one is used (values for a menu). */
export function components(parts, use) {
  return (parts ?? []).map((part) => drawn(part, use));
}

function drawn(part, use) {
  const inner = () => (part.components ?? []).map((nested) => drawn(nested, use));
  if (SELECTS.includes(part.type)) return select(part, { onDone: (values) => use(part, values) });
  switch (part.type) {
    case KIND.ROW:
      return el("div", { class: "actions" }, inner());
    case KIND.BUTTON:
      return button(part, use);
    case KIND.TEXT:
      return el("div", { class: "display" }, text(part.content));
    case KIND.SECTION:
      return el("div", { class: "section" }, el("div", {}, inner()), drawn(part.accessory, use));
    case KIND.THUMBNAIL:
      return picture({ ...part.media, description: part.description }, "thumbnail");
    case KIND.GALLERY:
      return el("div", { class: "gallery" }, part.items.map((item) => picture({ ...item.media, description: item.description }, "image")));
    case KIND.FILE:
      return file({ filename: part.name || "file", size: part.size ?? 0, url: part.file?.url });
    case KIND.SEPARATOR:
      return el("hr", { class: `separator ${part.spacing === 2 ? "wide" : ""} ${part.divider === false ? "plain" : ""}` });
    case KIND.CONTAINER:
      return container(part, inner());
    default:
      return null;
  }
}

/** A file to take along. */
export function file({ filename, size, url }) {
  const address = webAddress(url);
  const isOwn = address && new URL(address).origin === location.origin;
  const name = isOwn ? el("a", { href: new URL(address).pathname, download: filename }, filename) : filename;
  return el("div", { class: "file" }, sign("file", 28), el("div", {}, el("div", {}, name), el("small", {}, sized(size))));
}

function button(part, use) {
  const label = [part.emoji?.name && el("span", { class: "emoji" }, part.emoji.name), part.label && el("span", {}, part.label)];
  if (part.style === 5) {
    const address = webAddress(part.url);
    const made = address ? link(address, label, sign("out", 16)) : el("span", {}, label);
    made.classList.add("button", "secondary");
    return made;
  }
  return el("button", { type: "button", class: `button ${STYLES[part.style] ?? "secondary"}`, disabled: part.disabled, "data-custom-id": part.custom_id, onclick: () => use(part) }, label);
}

function container(part, inside) {
  const made = el("div", { class: "embed container" }, el("div", { class: "inside" }, inside));
  if (Number.isInteger(part.accent_color)) made.style.setProperty("--edge", `#${part.accent_color.toString(16).padStart(6, "0")}`);
  return made;
}

function sized(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
