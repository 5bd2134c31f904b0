// The page: joins what is seen with what draws it.

import { signOfChannel, sign } from "./avatar.js";
import { beginNamed, drawComposer } from "./composer.js";
import { el, fill } from "./el.js";
import { drawForum } from "./forum.js";
import { connect, takeKey } from "./line.js";
import { drawRooms, sit } from "./rooms.js";
import { channel, channelNow, see, titleOf, whenSeen } from "./seen.js";
import { text } from "./text.js";
import { does, drawTalk } from "./talk.js";

const FORUM = 15;
const title = document.getElementById("title");
const topic = document.getElementById("topic");
const talk = document.getElementById("talk");
const forum = document.getElementById("forum");
const notice = document.getElementById("notice");
const NOTICES = {
  lost: "The playground was stopped. Start it again with ./run; this page finds it by itself.",
  refused: "This isn't the address of the playground that is running: open the one that stands in its terminal.",
};

does.go = (id) => sit({ channel: id });

function draw(told) {
  const here = channelNow();
  const isForum = here?.type === FORUM;
  if (told.places || told.seat) {
    drawRooms();
    drawHead(here);
    drawComposer();
    forum.hidden = !isForum;
    talk.hidden = isForum;
    if (isForum) drawForum(forum, here, does.go);
  }
  if (!isForum) drawTalk();
}

function drawHead(here) {
  if (!here) return;
  const parent = here.parent_id && channel(here.parent_id);
  fill(title, parent && el("button", { type: "button", class: "linklike", onclick: () => does.go(parent.id) }, parent.name), parent && sign("down", 14), signOfChannel(here, 22), el("span", {}, titleOf(here)));
  title.classList.toggle("nested", Boolean(parent));
  fill(topic, here.topic ? text(here.topic) : null);
  document.title = `${here.type === 1 ? "@" : "#"}${titleOf(here)} · Playground`;
}

function onState(state) {
  document.body.dataset.state = state;
  notice.hidden = state === "open";
  fill(notice, NOTICES[state] ?? "");
}

/** Mentions of channels and commands, and commands to try, wherever they stand. */
function followMention(event) {
  if (event.type === "keydown" && event.key !== "Enter") return;
  const target = event.target.closest?.("[data-command], .mention[data-channel]");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.channel) does.go(target.dataset.channel);
  else beginNamed(target.dataset.command);
}

document.addEventListener("click", followMention);
document.getElementById("talk").addEventListener("keydown", followMention);
document.getElementById("open-drawer").addEventListener("click", () => document.body.classList.toggle("drawer-open"));
document.getElementById("shade").addEventListener("click", () => document.body.classList.remove("drawer-open"));
document.addEventListener("keydown", ({ key }) => key === "Escape" && document.body.classList.remove("drawer-open"));
whenSeen(draw);
const key = takeKey();
if (key) connect(key, see, onState);
else onState("refused");
