// A list to choose from by keyboard or pointer; the field that leads it keeps the focus.

import { el, fill } from "./el.js";

let made = 0;

/**
 * A list led by `lead`, an input or a button. Entries are { value, label, detail?, mark?, isOn? }.
 * `onPick(entry)` is called for the entry that was chosen.
 */
export class Listbox {
  constructor(lead, { label, onPick, isMulti = false }) {
    this.id = `list-${++made}`;
    this.lead = lead;
    this.onPick = onPick;
    this.entries = [];
    this.at = -1;
    this.element = el("div", {
      class: "listbox",
      id: this.id,
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": isMulti,
      onpointerdown: (event) => event.preventDefault(),
    });
    lead.setAttribute("aria-controls", this.id);
  }

  /** Shows `entries`; the one at `at` is the active one (-1 for none). */
  show(entries, at = 0, empty = "Nothing fits.") {
    this.entries = entries;
    const rows = entries.map((entry, index) => this.row(entry, index));
    fill(this.element, rows.length ? rows : el("div", { class: "nothing" }, empty));
    this.move(Math.min(at, entries.length - 1));
  }

  /** Makes the entry at `at` the active one. */
  move(at) {
    this.at = at;
    const rows = [...this.element.children];
    rows.forEach((row, index) => row.classList.toggle("active", index === at));
    const active = at >= 0 ? rows[at] : null;
    active?.scrollIntoView({ block: "nearest" });
    if (active?.id) this.lead.setAttribute("aria-activedescendant", active.id);
    else this.lead.removeAttribute("aria-activedescendant");
  }

  get active() {
    return this.entries[this.at] ?? null;
  }

  /** Answers arrow keys, Home and End; true where the key was one of them. */
  hears(event) {
    const last = this.entries.length - 1;
    const steps = {
      ArrowDown: this.at >= last ? 0 : this.at + 1,
      ArrowUp: this.at <= 0 ? last : this.at - 1,
      PageDown: Math.min(last, this.at + 6),
      PageUp: Math.max(0, this.at - 6),
    };
    if (!(event.key in steps) || last < 0) return false;
    event.preventDefault();
    this.move(steps[event.key]);
    return true;
  }

  row(entry, index) {
    const words = el("span", { class: "words" }, el("span", { class: "label" }, entry.label), entry.detail && el("span", { class: "detail" }, entry.detail));
    return el(
      "div",
      {
        class: "row",
        id: `${this.id}-${index}`,
        role: "option",
        "aria-selected": String(Boolean(entry.isOn)),
        onclick: () => this.onPick(entry),
        onpointermove: () => this.at !== index && this.move(index),
      },
      entry.mark,
      words,
      entry.aside,
    );
  }
}
