"""What SQLAlchemy compiles, shared by all databases of the tests in one process."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine

from bot.store.engine import postgres, sqlite


@pytest.fixture(scope="session", autouse=True)
def shared_statements() -> Iterator[None]:
    """Each test's engines are new, and to compile their statements took a third of its time.

    What is compiled is known by its dialect: engines of a kind share that too, as soon as the
    first of them knows its server.
    """
    first: dict[object, Engine] = {}

    def created(url: URL, **how: Any) -> Engine:
        engine = create_engine(url, **how)
        known = first.setdefault((engine.name, how.get("isolation_level")), engine)
        if known.dialect.server_version_info:
            engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "create_engine", created)
        patch.setattr(postgres, "create_engine", created)
        yield
