"""Corrects a story that is a server's own text, and has its cards say so."""

from sqlalchemy import Connection, bindparam, select

from bot.errors import NotAllowed
from bot.store import fanning, keeping
from bot.store.keeping import Taken
from bot.store.tables import story
from bot.story import Article, Reading, StoryId
from bot.subscription import Correction


def correct(
    connection: Connection,
    story_id: StoryId,
    corrected: tuple[Article, Reading],
    correction: Correction,
    taken: Taken,
) -> int:
    """The story's revision, which has the corrected text.

    Raises NotAllowed for a story that isn't the server's own: all servers share an outlet's.
    """
    if connection.scalar(OWNER, {"story": story_id}) != taken.guild:
        raise NotAllowed(
            f"story {story_id} isn't the own of {taken.guild}",
            reader="That story is its outlet's: it changes here once the outlet has changed it."
            " Only a text that was pasted here can be corrected here.",
        )
    is_changed = keeping.revise(connection, story_id, *corrected, taken.now)
    revision = int(keeping.newest_text(connection, story_id).revision)
    if is_changed:
        fanning.correct(connection, (story_id, revision), correction)
    return revision


OWNER = select(story.c.guild_id).where(story.c.id == bindparam("story"))
