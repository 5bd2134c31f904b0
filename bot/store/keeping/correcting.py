"""Changes a story that is a server's own text, and has its cards say so."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from bot.errors import NotAllowed, NotFound
from bot.languages import N_
from bot.store.deliveries import fanning
from bot.store.engine.keys import text_key
from bot.store.keeping import keeping
from bot.store.keeping.keeping import Taken
from bot.store.stories.shelves import ON_SHELF
from bot.store.tables.story_tables import story
from bot.story import Article, Reading, StoryId
from bot.subscription import Correction


@dataclass(frozen=True, slots=True)
class Edit:
    """A story's text from now on, in place of its revision `over`.

    With a `correction` its cards say what was wrong, else only that it was updated.
    """

    article: Article
    reading: Reading
    over: int
    correction: Correction | None = None


def edit(connection: Connection, story_id: StoryId, edited: Edit, taken: Taken) -> int:
    """The story's revision from now on; `edited.over` where no word differs.

    Raises NotFound where the server hasn't got it. Raises NotAllowed for a story that isn't the
    server's own, for all servers share an outlet's, and for one that has a newer revision.
    """
    if connection.scalar(ON_SHELF, {"guild": taken.guild, "story": story_id}) is None:
        raise NotFound(f"story {story_id} isn't on the shelf of {taken.guild}")
    if connection.scalar(OWNER, {"story": story_id}) != taken.guild:
        raise not_own(story_id)
    newest = keeping.newest_text(connection, story_id)
    if newest.revision != edited.over:
        raise NotAllowed(
            f"story {story_id} has a newer revision than {edited.over}",
            reader=N_(
                "Somebody else has changed that story meanwhile. Look at it, then begin again."
            ),
        )
    if not keeping.revise(connection, story_id, edited.article, edited.reading, taken.now):
        return edited.over
    _know_again(connection, story_id, edited.article, taken)
    revision = int(keeping.newest_text(connection, story_id).revision)
    if edited.correction is not None:
        fanning.correct(connection, (story_id, revision), edited.correction)
    return revision


def not_own(story_id: StoryId) -> NotAllowed:
    """What is said where a server would change a story that isn't its own text."""
    return NotAllowed(
        f"story {story_id} isn't the server's own",
        reader=N_(
            "That story is its outlet's: it changes here once the outlet has changed it. Only a"
            " text that was pasted here can be changed here."
        ),
    )


def _know_again(connection: Connection, story_id: StoryId, article: Article, taken: Taken) -> None:
    """Know the story by its new text, unless another story has that: what is pasted is this one.

    Otherwise the text of before, pasted once more, would undo the change.
    """
    key = text_key(article.headline, article.body)
    own = {"guild": taken.guild, "key": key}
    if connection.scalar(OF_TEXT, own) is None:
        connection.execute(update(story).where(story.c.id == story_id).values(text_key=key))


OWNER = select(story.c.guild_id).where(story.c.id == bindparam("story"))
OF_TEXT = select(story.c.id).where(
    story.c.guild_id == bindparam("guild"), story.c.text_key == bindparam("key")
)
