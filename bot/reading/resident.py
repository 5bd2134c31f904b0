"""The engine kept loaded in a worker process, as functions that a worker can run."""

from typing import TYPE_CHECKING

from bot.errors import DatelineError, ReadingError
from bot.story import Article, Reading

if TYPE_CHECKING:
    from bot.reading.engine import Engine

_loaded: "list[Engine | DatelineError]" = []


def load(pipeline: str | None) -> None:
    """Load the process's engine, once; a refused pipeline is told by the first call after.

    The error waits because one that is raised while a process starts only looks like its death.
    """
    # The process that only asks for readings has no use for the engine, and starts sooner without.
    from bot.reading.engine import Engine  # noqa: PLC0415

    _loaded.clear()
    try:
        _loaded.append(Engine.load(pipeline))
    except DatelineError as refused:
        _loaded.append(refused)


def read(article: Article) -> Reading:
    """The reading of `article` by the loaded engine; raises ReadingError or SettingsError."""
    return _engine().read(article)


def version() -> str:
    """The loaded engine's version; raises SettingsError where its pipeline was refused."""
    return _engine().version


def _engine() -> "Engine":
    if not _loaded:
        raise ReadingError("no engine is loaded in this process")
    if isinstance(_loaded[0], DatelineError):
        raise _loaded[0]
    return _loaded[0]
