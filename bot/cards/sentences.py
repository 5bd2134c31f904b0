"""What a member is told of an error, and what the log is."""

import logging
import secrets

from discord import app_commands

from bot.errors import DatelineError

log = logging.getLogger(__name__)


def sentence_for(error: Exception) -> str:
    """What the member is told; what wasn't foreseen goes to the log under a reference."""
    if isinstance(error, DatelineError):
        return error.reader
    if isinstance(error, app_commands.MissingPermissions):
        if "manage_guild" in error.missing_permissions:
            return "That needs the permission to manage the server. Ask its owner."
        needed = " and ".join(name.replace("_", " ") for name in error.missing_permissions)
        return f"That needs the permission to {needed} in this channel. Ask a moderator."
    if isinstance(error, app_commands.NoPrivateMessage):
        return "Ask me that in a server."
    reference = secrets.token_hex(3)
    log.error("unforeseen, reference %s", reference, exc_info=error)
    return f"Something broke on our side. Try again; if it stays, report reference `{reference}`."
