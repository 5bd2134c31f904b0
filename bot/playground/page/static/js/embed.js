// A message's embeds.

import { sign } from "./avatar.js";
import { el, link, webAddress } from "./el.js";
import { heading } from "./moments.js";
import { text } from "./text.js";

const MOST_BESIDE = 3;

/** One embed, with its colour at the edge. */
export function embed(written) {
  const card = el(
    "article",
    { class: "embed" },
    el("div", { class: "inside" }, author(written.author), title(written), written.description && el("div", { class: "description" }, text(written.description)), fields(written.fields ?? []), picture(written.image, "image"), foot(written)),
    picture(written.thumbnail, "thumbnail"),
  );
  if (Number.isInteger(written.color)) card.style.setProperty("--edge", `#${written.color.toString(16).padStart(6, "0")}`);
  return card;
}

/** A picture of this machine's own, or the sign of one that lies elsewhere and isn't fetched. */
export function picture(media, kind) {
  const url = webAddress(media?.url);
  if (!url) return null;
  if (new URL(url).origin === location.origin) {
    return el("img", { class: `picture ${kind}`, src: new URL(url).pathname, alt: media.description ?? "", loading: "lazy" });
  }
  const host = new URL(url).host;
  return el("div", { class: `picture ${kind} elsewhere`, role: "img", title: `A picture at ${host}; the playground fetches nothing.`, "aria-label": `Picture at ${host}, not fetched` }, sign("picture", kind === "image" ? 40 : 28), kind === "image" && el("span", {}, host));
}

function author(written) {
  if (!written?.name) return null;
  const url = webAddress(written.url);
  return el("div", { class: "author" }, url ? link(url, written.name) : written.name);
}

function title({ title: words, url }) {
  if (!words) return null;
  const address = webAddress(url);
  return el("div", { class: "title" }, address ? link(address, text(words)) : text(words));
}

function fields(written) {
  if (!written.length) return null;
  const grid = el("div", { class: "fields" });
  for (const row of rows(written)) {
    for (const field of row) {
      const cell = el("div", { class: "field" }, el("div", { class: "name" }, text(field.name)), el("div", { class: "value" }, text(field.value)));
      cell.style.setProperty("--span", String(12 / row.length));
      grid.append(cell);
    }
  }
  return grid;
}

/** Inline fields stand beside each other, at most three; any other has its own row. */
function rows(written) {
  const found = [];
  for (const field of written) {
    const last = found.at(-1);
    if (field.inline && last?.[0].inline && last.length < MOST_BESIDE) last.push(field);
    else found.push([field]);
  }
  return found;
}

function foot({ footer, timestamp }) {
  const pieces = [footer?.text, timestamp && heading(new Date(timestamp))].filter(Boolean);
  return pieces.length ? el("div", { class: "foot" }, pieces.join(" • ")) : null;
}
