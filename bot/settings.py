"""The settings: the environment and `.env`, read once at the start and passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import SettingsError
from bot.folders import DATA, ROOT

DEFAULT_PIPELINE = "en_core_web_sm"
# What a private key's file begins with: such a key must never be where the bot runs.
PRIVATE_MARK = "DATELINE-PRIVATE-KEY-1:"


class Secret:
    """A token or key; it prints as stars everywhere, `reveal` is called where it is used alone."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """The secret itself."""
        return self._secret

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model behind an OpenAI-compatible address; at most `most_a_day` summaries."""

    url: str
    name: str
    key: Secret
    most_a_day: int = 200


@dataclass(frozen=True, slots=True)
class ReplyKeeping:
    """The keys that seal readers' addresses, as `keys new` wrote them, and how long what is kept.

    Without both keys no address is asked for.
    """

    public_key: str | None = None
    index_key: Secret | None = None
    days: int = 730
    address_days: int = 90


@dataclass(frozen=True, slots=True)
class HostPort:
    """Where this process listens; port 0 is any that is free.

    Where nobody asked for it `is_usual`, and another program's port is no reason not to start.
    """

    host: str
    port: int
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """The socket that a service manager wants to hear on, and within how many seconds each time."""

    socket: str
    watchdog_s: float | None = None


USUAL_HEALTH = HostPort("127.0.0.1", 9640, is_usual=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; `.env.example` explains each.

    `token` is None for the playground. `data` is the folder of the database, its backups and lock;
    `database` the address of a PostgreSQL server that keeps everything instead.
    `pipeline` names an installed spaCy pipeline, or is None for reading quotation marks alone.
    Unless `is_polling` feeds are kept but not looked at. `health` is where health is told, if
    anywhere. So many nightly `backups` are kept; stories stay `story_days` at most, where set.
    """

    token: Secret | None = None
    data: Path = DATA
    database: Secret | None = None
    pipeline: str | None = DEFAULT_PIPELINE
    log_level: str = "INFO"
    private_hosts: tuple[str, ...] = ()
    model: ModelSettings | None = None
    replies: ReplyKeeping = ReplyKeeping()
    is_polling: bool = True
    is_log_json: bool = False
    health: HostPort | None = USUAL_HEALTH
    service_manager: ServiceManager | None = None
    backups: int = 0
    story_days: int | None = None


def read_settings(env_file: Path = ROOT / ".env") -> Settings:
    """The settings of this process: the environment first, then `env_file` where there is one."""
    return settings_from({**dotenv_values(env_file), **os.environ})  # noqa: TID251 - the one place


def settings_from(given: Mapping[str, str | None]) -> Settings:
    """The settings in `given` (names as in `.env.example`); SettingsError says which is wrong."""
    _must_hold_no_private_key(given)
    pipeline = _text(given, "DATELINE_PIPELINE") or DEFAULT_PIPELINE
    data = _text(given, "DATELINE_DATA")
    return Settings(
        token=_token(_text(given, "DISCORD_TOKEN")),
        data=Path(data).expanduser() if data else DATA,
        database=_database(_text(given, "DATABASE_URL")),
        pipeline=None if pipeline == "none" else pipeline,
        log_level=_log_level(_text(given, "DATELINE_LOG_LEVEL") or "INFO"),
        private_hosts=tuple((_text(given, "DATELINE_PRIVATE_HOSTS") or "").split()),
        model=_model(given),
        replies=_replies(given),
        is_polling=_is_on(given, "DATELINE_POLLING"),
        is_log_json=_is_json(_text(given, "DATELINE_LOG_FORMAT") or "text"),
        health=_health(_text(given, "DATELINE_HEALTH")),
        service_manager=_service_manager(given),
        backups=_whole_number(given, "DATELINE_BACKUPS", 0),
        story_days=_whole_number(given, "DATELINE_STORY_DAYS", 0) or None,
    )


def _text(given: Mapping[str, str | None], name: str) -> str | None:
    return (given.get(name) or "").strip() or None


def _is_on(given: Mapping[str, str | None], name: str) -> bool:
    text = (_text(given, name) or "on").casefold()
    if text not in {"on", "off"}:
        raise SettingsError(reader=f"{name} must be on or off.")
    return text == "on"


def _token(text: str | None) -> Secret | None:
    if text is None:
        return None
    if text.count(".") != 2 or any(character.isspace() for character in text):
        raise SettingsError(
            reader="DISCORD_TOKEN isn't a bot token: it has three parts with dots between. Copy it"
            " again from the Bot page of your application at discord.com/developers."
        )
    return Secret(text)


def _database(text: str | None) -> Secret | None:
    if text is not None and not text.startswith(("postgresql://", "postgres://")):
        raise SettingsError(
            reader="DATABASE_URL must look like postgresql://user:password@host/database."
            " Leave it out to keep everything in one file under DATELINE_DATA."
        )
    return Secret(text) if text else None


def _log_level(text: str) -> str:
    level = text.upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError(reader="DATELINE_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
    return level


def _is_json(text: str) -> bool:
    if text not in {"text", "json"}:
        raise SettingsError(reader="DATELINE_LOG_FORMAT must be text or json.")
    return text == "json"


def _health(text: str | None) -> HostPort | None:
    if text is None:
        return USUAL_HEALTH
    if text == "off":
        return None
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(
            reader="DATELINE_HEALTH must be off, or a host and a port: 127.0.0.1:9640."
        )
    return HostPort(host.strip("[]"), int(port))


def _service_manager(given: Mapping[str, str | None]) -> ServiceManager | None:
    """What systemd has put into the environment; nobody sets it by hand."""
    socket, within = _text(given, "NOTIFY_SOCKET"), _text(given, "WATCHDOG_USEC") or ""
    if socket is None:
        return None
    return ServiceManager(socket, int(within) / 1e6 if within.isdecimal() else None)


def _model(given: Mapping[str, str | None]) -> ModelSettings | None:
    url, name = _text(given, "DATELINE_LLM_URL"), _text(given, "DATELINE_LLM_MODEL")
    if url is None and name is None:
        return None
    if url is None or name is None or not url.startswith(("http://", "https://")):
        raise SettingsError(
            reader="A language model needs both DATELINE_LLM_URL (http or https, ending in /v1)"
            " and DATELINE_LLM_MODEL, or neither."
        )
    most = _whole_number(given, "DATELINE_LLM_MOST_A_DAY", 200)
    # Servers on one's own machine want no key, but the client wants one.
    key = Secret(_text(given, "DATELINE_LLM_KEY") or "none")
    return ModelSettings(url, name, key, most)


def _replies(given: Mapping[str, str | None]) -> ReplyKeeping:
    public, index = (
        _text(given, "DATELINE_REPLY_PUBLIC_KEY"),
        _text(given, "DATELINE_REPLY_INDEX_KEY"),
    )
    if (public is None) != (index is None):
        raise SettingsError(
            reader="DATELINE_REPLY_PUBLIC_KEY and DATELINE_REPLY_INDEX_KEY belong together: set"
            " both as `python -m bot keys new` wrote them, or neither."
        )
    return ReplyKeeping(
        public_key=public,
        index_key=Secret(index) if index else None,
        days=_whole_number(given, "DATELINE_REPLY_DAYS", 730),
        address_days=_whole_number(given, "DATELINE_ADDRESS_DAYS", 90),
    )


def _must_hold_no_private_key(given: Mapping[str, str | None]) -> None:
    for name, value in given.items():
        if value and PRIVATE_MARK in value:
            raise SettingsError(
                "a private key in the environment",
                reader=f"{name} holds the private key of readers' addresses. Take it out and keep"
                " it away from this machine; Dateline doesn't start beside it.",
            )


def _whole_number(given: Mapping[str, str | None], name: str, usual: int) -> int:
    text = _text(given, name) or str(usual)
    if not text.isdecimal():
        raise SettingsError(reader=f"{name} must be a whole number.")
    return int(text)
