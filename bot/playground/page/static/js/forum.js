// A forum: its posts, newest act first.

import { el, fill } from "./el.js";
import { moment } from "./moments.js";
import { guildNow, nameOf, order, user } from "./seen.js";

const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** The posts of a forum; `go(id)` opens one. */
export function drawForum(place, forum, go) {
  const posts = (guildNow()?.channels ?? []).filter(({ parent_id }) => parent_id === forum.id).sort((one, other) => order(lastOf(other), lastOf(one)));
  const tags = (forum.available_tags ?? []).map(({ name }) => el("span", { class: "tag" }, name));
  fill(
    place,
    el("header", { class: "forum-head" }, el("h2", {}, forum.name), forum.topic && el("p", {}, forum.topic), tags.length > 0 && el("div", { class: "tags" }, tags)),
    posts.length ? el("ul", { class: "posts" }, posts.map((post) => el("li", {}, card(post, forum, go)))) : el("p", { class: "nothing" }, "There are no posts yet."),
  );
}

function card(post, forum, go) {
  const tags = (forum.available_tags ?? []).filter(({ id }) => post.applied_tags?.includes(id));
  const owner = user(post.owner_id);
  const answers = Math.max(0, post.message_count - 1);
  return el(
    "button",
    { type: "button", class: "post", "data-channel": post.id, onclick: () => go(post.id) },
    tags.length > 0 && el("span", { class: "tags" }, tags.map(({ name }) => el("span", { class: "tag" }, name))),
    el("strong", {}, post.name),
    post.opening && el("span", { class: "opening" }, owner && el("b", {}, `${nameOf(owner)}: `), post.opening),
    el("span", { class: "foot" }, answers === 1 ? "1 answer" : `${answers} answers`, " · ", moment(madeAt(lastOf(post)), "R")),
  );
}

function lastOf(post) {
  return post.newest ?? post.id;
}

/** The moment that a snowflake tells. */
function madeAt(id) {
  return new Date(Number((BigInt(id) >> 22n) + DISCORD_EPOCH_MS));
}
