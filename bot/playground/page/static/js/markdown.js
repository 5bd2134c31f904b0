// Discord's markdown: simple-markdown (which Discord's own client began with) with Discord's rules.

import SimpleMarkdown from "../vendor/simple-markdown.js";
import { webAddress } from "./el.js";

const { defaultRules, parserFor } = SimpleMarkdown;
// Nobody nests marks deeper on purpose; thousands of "*" would else use up the stack.
const DEEPEST = 12;

/** The tree of a text: nodes of `type`, with `content` (nodes or text) and what the rule found. */
export function parsed(text) {
  return parse(text, { inline: true, isBlock: true, isQuoted: false, depth: 0, prevCapture: null });
}

const anywhere = (regex) => (source) => regex.exec(source);
const atLineStart = (regex) => (source, state) => {
  const before = state.prevCapture?.[0] ?? "";
  return state.isBlock && (before === "" || before.endsWith("\n")) ? regex.exec(source) : null;
};
const inner = (text, nested, state) => {
  if (state.depth >= DEEPEST) return [{ type: "text", content: text }];
  return nested(text, { ...state, isBlock: false, depth: state.depth + 1, prevCapture: null });
};
const blocks = (text, nested, state) => nested(text, { ...state, prevCapture: null });
const spanned = (regex) => ({
  match: anywhere(regex),
  parse: ([, text], nested, state) => ({ content: inner(text, nested, state) }),
});
const found = (regex, ...names) => ({
  match: anywhere(regex),
  parse: (capture) => Object.fromEntries(names.map((name, index) => [name, capture[index + 1]])),
});

const LINE_OF_LIST = /^( *)([-*+]|\d{1,9}\.) +([^\n]+)\n?/;

const rules = {
  codeBlock: found(/^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][^]*?)\n*```\n?/i, "language", "text"),
  quote: {
    match: (source, state) =>
      state.isQuoted ? null : atLineStart(/^>>> ([^]*)|^(?:> ?[^\n]*(?:\n|$))+/)(source, state),
    parse: ([whole, rest], nested, state) => ({
      content: blocks(rest ?? whole.replace(/^> ?/gm, ""), nested, { ...state, isQuoted: true }),
    }),
  },
  heading: {
    match: atLineStart(/^(#{1,3}) +([^\n]+)\n?/),
    parse: ([, marks, text], nested, state) => ({
      level: marks.length,
      content: inner(text, nested, state),
    }),
  },
  subtext: {
    match: atLineStart(/^-# +([^\n]+)\n?/),
    parse: ([, text], nested, state) => ({ content: inner(text, nested, state) }),
  },
  list: {
    match: atLineStart(/^(?: *(?:[-*+]|\d{1,9}\.) +[^\n]+(?:\n|$))+/),
    parse: ([whole], nested, state) => lists(whole, (text) => inner(text, nested, state)),
  },
  escape: { match: defaultRules.escape.match, parse: ([, text]) => ({ type: "text", content: text }) },
  bareLink: found(/^<(https?:\/\/[^ >\n]+)>/, "url"),
  maskedLink: {
    match: (source, state) => {
      const capture = defaultRules.link.match(source, state);
      const isMask = capture && !/https?:\/\//.test(capture[1]) && webAddress(capture[2]);
      return isMask ? capture : null;
    },
    parse: ([, label, url], nested, state) => ({ url, content: inner(label, nested, state) }),
  },
  url: found(/^(https?:\/\/[^\s<]+[^<.,:;"'\])\s])/, "url"),
  moment: found(/^<t:(-?\d{1,17})(?::([tTdDfFR]))?>/, "seconds", "style"),
  user: found(/^<@!?(\d+)>/, "id"),
  role: found(/^<@&(\d+)>/, "id"),
  channel: found(/^<#(\d+)>/, "id"),
  command: found(/^<\/([^:\n>]+):(\d+)>/, "name", "id"),
  emoji: found(/^<a?:(\w+):(\d+)>/, "name", "id"),
  everyone: found(/^(@everyone|@here)/, "name"),
  emphasis: {
    match: defaultRules.em.match,
    parse: ([, star, line], nested, state) => ({ content: inner(line ?? star, nested, state) }),
  },
  strong: spanned(/^\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/),
  underline: spanned(/^__((?:\\[^]|[^\\])+?)__(?!_)/),
  struck: spanned(/^~~([^]+?)~~(?!_)/),
  spoiler: spanned(/^\|\|([^]+?)\|\|/),
  code: {
    match: defaultRules.inlineCode.match,
    parse: ([, , text]) => ({ text: text.replace(/^ (?= *`)|(` *) $/g, "$1") }),
  },
  text: {
    match: anywhere(/^(?:\n|[^\n]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|\w+:\S|$))/),
    parse: ([content]) => ({ content }),
  },
};
const parse = parserFor(
  Object.fromEntries(Object.entries(rules).map(([name, rule], order) => [name, { ...rule, order }])),
);

/** A list and, by indentation, the lists in it. */
function lists(text, nested) {
  const root = { items: [] };
  const open = [{ indent: -1, list: root }];
  for (let rest = text, line; (line = LINE_OF_LIST.exec(rest)); rest = rest.slice(line[0].length)) {
    const [, blanks, mark, words] = line;
    while (open.length > 2 && blanks.length < open.at(-1).indent) open.pop();
    if (blanks.length > open.at(-1).indent) {
      const last = open.at(-1).list.items.at(-1);
      const list = last ? (last.list = { items: [] }) : root;
      list.start = /\d/.test(mark) ? Number.parseInt(mark, 10) : null;
      open.push({ indent: blanks.length, list });
    }
    open.at(-1).list.items.push({ content: nested(words), list: null });
  }
  return root;
}
