// Faces and signs, drawn here so that no picture has to be fetched.

import { svg } from "./el.js";

const HUES = [212, 158, 32, 338, 268, 190, 14, 96];

/** A round face for an account: its first letter on its own colour; a bot has a screen. */
export function avatar(account, size = 40) {
  const name = account?.global_name || account?.username || "?";
  const hue = HUES[Number(BigInt(account?.id ?? 0) % BigInt(HUES.length))];
  const face = svg(
    "svg",
    { class: "avatar", viewBox: "0 0 40 40", width: size, height: size, "aria-hidden": "true" },
    svg("circle", { cx: 20, cy: 20, r: 20, fill: account?.bot ? "var(--accent)" : `hsl(${hue} 42% 46%)` }),
    account?.bot
      ? svg("path", { d: "M12 12h16v16H12zM15 16.5h10M15 20h10M15 23.5h6", fill: "none", stroke: "#fff", "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-linecap": "round" })
      : svg("text", { x: 20, y: 27, "text-anchor": "middle", fill: "#fff", "font-size": 19, "font-weight": 600 }, [...name][0].toUpperCase()),
  );
  return face;
}

const PATHS = {
  text: "M9 3 7 21M17 3l-2 18M4 8.5h17M3 15.5h17",
  announcement: "M4 9v6h4l8 5V4L8 9zM19.5 9.5a4 4 0 0 1 0 5",
  forum: "M4 4h16v11H10l-5 4v-4H4zM8 8.2h8M8 11.2h5",
  thread: "M5 4v7a4 4 0 0 0 4 4h10m-4-4 4 4-4 4",
  direct: "M4 5h16v11H11l-5 4v-4H4z",
  locked: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
  menu: "M4 6h16M4 12h16M4 18h16",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  apps: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6",
  close: "M6 6l12 12M18 6 6 18",
  down: "m6 9 6 6 6-6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  out: "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.2h.01",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  warning: "M12 4 2.8 20h18.4zM12 10v5M12 17.6h.01",
  send: "M4 12 20 4l-5 16-4-7zM11 13l9-9",
};
const SIGN_OF_CHANNEL = { 0: "text", 1: "direct", 5: "announcement", 10: "thread", 11: "thread", 12: "thread", 15: "forum" };

/** A sign of one line weight. */
export function sign(name, size = 20) {
  return svg(
    "svg",
    { class: "sign", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    svg("path", { d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}

export function signOfChannel(channel, size = 20) {
  return sign(SIGN_OF_CHANNEL[channel.type] ?? "text", size);
}
