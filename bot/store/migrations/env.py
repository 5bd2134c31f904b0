"""Runs the migrations in the transaction of the connection that the store hands over."""

from alembic import context

from bot.store.tables import event_tables, subject_tables, tally_tables  # noqa: F401 - what they define is compared
from bot.store.tables.story_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
