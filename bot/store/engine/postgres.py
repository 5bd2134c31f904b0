"""What only PostgreSQL needs: its connections, and one writing transaction at a time."""

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from bot.errors import SettingsError

# Any number that other programs on the same database are unlikely to take.
WRITING = 0x_DA7E_114E
CONNECT_S = 5
# No transaction of ours is near it; one that hangs would hold up every other.
LONGEST_MS = 60_000
# All that members ask has an index. The planner thinks little of unpacking a text's words, and
# would go through all of them where the index of words has the answer.
READING = " -c enable_seqscan=off"


def address(url: str) -> URL:
    """The address of a database as SQLAlchemy takes it; SettingsError for any other kind."""
    try:
        given = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise _not_ours() from error
    if given.get_backend_name() != "postgresql" or not given.database:
        raise _not_ours()
    return given.set(drivername="postgresql+psycopg")


def writer_engine(url: URL, size: int) -> Engine:
    """Connections that write, one transaction after another over all processes.

    The statements were written for a database with one writer; the lock, taken before anything is
    read, makes PostgreSQL one too, and goes with its transaction however that ends.
    """
    engine = _engine(url, size=size, isolation="READ COMMITTED")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")

    return engine


def reader_engine(url: URL, size: int) -> Engine:
    """Connections that can't write; a transaction sees one state of the database throughout."""
    engine = _engine(url, size=size, isolation="REPEATABLE READ", more=READING)
    return engine.execution_options(postgresql_readonly=True)


def turn_engine(url: URL) -> Engine:
    """Connections that hold locks for longer than a transaction; none is kept for another use."""
    return create_engine(
        url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_S, "tcp_user_timeout": CONNECT_S * 1000},
    )


def _engine(url: URL, *, size: int, isolation: str, more: str = "") -> Engine:
    options = f"-c timezone=UTC -c statement_timeout={LONGEST_MS}{more}"
    return create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        # The server may have been started anew since a connection was last used.
        pool_pre_ping=True,
        isolation_level=isolation,
        hide_parameters=True,
        connect_args={"connect_timeout": CONNECT_S, "options": options},
    )


def _not_ours() -> SettingsError:
    return SettingsError(
        "not an address of PostgreSQL",
        reader="DATABASE_URL must look like postgresql://user:password@host/database.",
    )
