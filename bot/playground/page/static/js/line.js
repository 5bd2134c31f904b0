// The socket to the playground: what is seen comes in, what is done goes out.

const KEY = "playground-key";
const WRONG_KEY = 4401;
const AGAIN_MS = 1500;

let socket = null;
let asked = 0;
const waiting = new Map();

/** The key from the page's address, which is taken out of it, or from earlier in this tab. */
export function takeKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

/** Stays connected; `onSee` gets what changed, `onState` "open", "lost" or "refused". */
export function connect(key, onSee, onState) {
  socket = new WebSocket(`ws://${location.host}/page/line`);
  socket.onopen = () => {
    socket.send(JSON.stringify({ key }));
    onState("open");
  };
  socket.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.see) onSee(told.see);
    else settle(told);
  };
  socket.onclose = ({ code }) => {
    for (const { refuse } of waiting.values()) refuse(new Refused("The playground was stopped."));
    waiting.clear();
    onState(code === WRONG_KEY ? "refused" : "lost");
    if (code !== WRONG_KEY) setTimeout(() => connect(key, onSee, onState), AGAIN_MS);
  };
}

/** The playground would not do it; the message says why. */
export class Refused extends Error {}

/** Does something as the seated member; the answer, or Refused. */
export function act(what, values = {}) {
  if (socket?.readyState !== WebSocket.OPEN) {
    return Promise.reject(new Refused("The playground isn't running."));
  }
  const id = ++asked;
  socket.send(JSON.stringify({ ...values, do: what, id }));
  return new Promise((done, refuse) => waiting.set(id, { done, refuse }));
}

function settle(told) {
  const { done, refuse } = waiting.get(told.to) ?? {};
  waiting.delete(told.to);
  if ("ok" in told) done?.(told.ok);
  else refuse?.(new Refused(told.no));
}
