// The slash commands that the bot registered, one entry for each way to call them.

const CHAT_INPUT = 1;
const GROUP = 2;

/** Each as { name: "story add", description, options, isOpen }; those for everybody are open. */
export function spelled(registered) {
  return registered
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command) => steps(command, command.name).map((one) => ({ ...one, isOpen: command.default_member_permissions === null })))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Those that the words typed after "/" mean: by beginning, then by any word, then by description. */
export function meant(commands, typed) {
  const wanted = typed.toLocaleLowerCase();
  const rank = ({ name, description }) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(" ").some((word) => word.startsWith(wanted))) return 1;
    return description.toLocaleLowerCase().includes(wanted) ? 2 : null;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((found) => found.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .map(({ command }) => command);
}

function steps(command, name) {
  const inner = (command.options ?? []).filter(({ type }) => type <= GROUP);
  if (!inner.length) return [{ name, description: command.description, options: command.options ?? [] }];
  return inner.flatMap((step) => steps(step, `${name} ${step.name}`));
}
