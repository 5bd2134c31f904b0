"""What a member is told of an error, and what the log is."""

import logging
import secrets

from discord import app_commands

from bot.errors import DatelineError
from bot.languages import _

log = logging.getLogger(__name__)


def sentence_for(error: Exception) -> str:
    """What the member is told; what wasn't foreseen goes to the log under a reference."""
    if isinstance(error, DatelineError):
        return error.said()
    if isinstance(error, app_commands.MissingPermissions):
        if "manage_guild" in error.missing_permissions:
            return _("That needs the permission to manage the server. Ask its owner.")
        return _("That needs the permission to manage messages in this channel. Ask a moderator.")
    if isinstance(error, app_commands.NoPrivateMessage):
        return _("Ask me that in a server.")
    reference = secrets.token_hex(3)
    log.error("unforeseen, reference %s", reference, exc_info=error)
    return _(
        "Something broke on our side. Try again; if it stays, report reference `{reference}`.",
        reference=reference,
    )
