// What the seated member sees, as last told, and who wants to hear of changes.

export const seen = {
  places: { guilds: [], direct: [], people: [], bot: {} },
  seat: { member: null, channel: null },
  commands: [],
  messages: new Map(),
  hasEarlier: false,
};

const listeners = [];

/** `tell(changed)` after each change; `changed` has the keys of what was told. */
export function whenSeen(tell) {
  listeners.push(tell);
}

/** Takes in what the playground told. */
export function see(told) {
  if (told.seat) {
    seen.seat = told.seat;
    seen.messages = new Map();
  }
  if (told.places) seen.places = told.places;
  if (told.commands) seen.commands = told.commands;
  if (told.messages) {
    for (const id of told.messages.gone) seen.messages.delete(id);
    for (const message of told.messages.put) seen.messages.set(message.id, message);
    seen.hasEarlier = told.messages.earlier;
  }
  for (const tell of listeners) tell(told);
}

/** The messages here, oldest first. */
export function messages() {
  return [...seen.messages.values()].sort((one, other) => order(one.id, other.id));
}

/** Snowflakes in the order they were given out. */
export function order(one, other) {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

export function channelNow() {
  return channel(seen.seat.channel);
}

export function guildNow() {
  const id = channelNow()?.guild_id;
  return seen.places.guilds.find((guild) => guild.id === id) ?? null;
}

export function channel(id) {
  const everywhere = seen.places.guilds.flatMap((guild) => guild.channels);
  return [...everywhere, ...seen.places.direct].find((found) => found.id === id) ?? null;
}

export function role(id) {
  return seen.places.guilds.flatMap((guild) => guild.roles).find((found) => found.id === id) ?? null;
}

/** All members of all servers, each account once. */
export function people() {
  const byId = new Map();
  for (const { members } of seen.places.people) {
    for (const member of members) if (!byId.has(member.user.id)) byId.set(member.user.id, member);
  }
  return [...byId.values()];
}

export function user(id) {
  return people().find((member) => member.user.id === id)?.user ?? null;
}

export function nameOf(account) {
  return account.global_name || account.username;
}

/** The roles of a member that have a name of their own, highest first. */
export function rolesOf(member, guild) {
  return (guild?.roles ?? [])
    .filter((found) => member.roles.includes(found.id))
    .sort((one, other) => other.position - one.position);
}

/** What a channel is called where it is shown. */
export function titleOf(found) {
  if (found.type === 1) return nameOf(seen.places.bot);
  return found.name;
}
