// Moments as Discord shows them; the relative ones go on.

import { el } from "./el.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
const FRESHEN_MS = 15_000;
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** A moment's element; `style` is one of Discord's tTdDfFR, or "" for its default. */
export function moment(date, style = "f") {
  if (Number.isNaN(date.getTime())) return el("span", {}, "(no such time)");
  const shown = el("time", {
    class: "moment",
    datetime: date.toISOString(),
    title: written(date, "F"),
    "data-relative": style === "R",
  });
  shown.textContent = written(date, style);
  return shown;
}

/** "12:03", "Yesterday, 12:03", or the day and the time. */
export function heading(date) {
  const days = Math.round((dayOf(new Date()) - dayOf(date)) / 86_400_000);
  const time = written(date, "t");
  if (days === 0) return time;
  return days === 1 ? `Yesterday at ${time}` : `${written(date, "d")} ${time}`;
}

/** A moment as text. */
export function written(date, style) {
  if (style === "R") return ago(date);
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(date);
}

function ago(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS.at(-1);
  return relative.format(Math.round(seconds / length), unit);
}

function dayOf(date) {
  return new Date(date).setHours(0, 0, 0, 0);
}

setInterval(() => {
  for (const shown of document.querySelectorAll("time[data-relative]")) {
    shown.textContent = ago(new Date(shown.dateTime));
  }
}, FRESHEN_MS);
