"""What members type into commands, made the noun that is meant: a story, a speaker, an outlet."""

from collections.abc import Callable, Iterable

from discord import app_commands

from bot.cards.card import MOST_OPTION, MOST_OPTIONS, Card, Look, Option
from bot.cards.plain import escaped, plain, titled
from bot.cards.stories.list_cards import which_story_card
from bot.cards.stories.speaker_cards import which_speaker_card
from bot.errors import NotFound
from bot.languages import N_, _
from bot.store.engine.asked import Asked, Page
from bot.store.store import Store
from bot.story import (
    GuildId,
    OutletId,
    OutletLine,
    SpeakerId,
    SpeakerLine,
    StoryId,
    StoryLine,
    TopicId,
    TopicLine,
)

MOST_MEANT = 10
MOST_OUTLETS = 1000
MOST_TOLD = 5
MOST_DIGITS = 19  # more than any id has


async def story_asked(
    store: Store, guild: GuildId, typed: str, lead: Callable[[StoryId], Look]
) -> Look | Card:
    """Where `typed` (an id, "#12", words of a story) means one story, what `lead` makes of it.

    Where it fits several, the card that asks which. Raises NotFound where it fits none.
    """
    if (number := id_in(typed)) is not None:
        return lead(StoryId(number))
    found = await _stories_meant(store, guild, typed)
    if len(found) == 1:
        return lead(found[0].id)
    return which_story_card(
        typed, tuple(Option(line.headline, lead(line.id), line.outlet or "") for line in found)
    )


async def one_story(store: Store, guild: GuildId, typed: str) -> StoryId:
    """The one story that `typed` means. Raises NotFound where it means none, or several."""
    if (number := id_in(typed)) is not None:
        return StoryId(number)
    found = await _stories_meant(store, guild, typed)
    if len(found) > 1:
        raise NotFound(
            "several stories fit",
            reader=N_(
                "Several stories fit “{typed}”. Pick one from the list that opens while you type."
            ),
            given={"typed": escaped(typed, 80)},
        )
    return found[0].id


def id_in(typed: str) -> int | None:
    """The number that was picked from a list or typed ("#12"); None for words."""
    number = typed.strip().lstrip("#")
    return int(number) if number.isdecimal() and len(number) < MOST_DIGITS else None


async def _stories_meant(store: Store, guild: GuildId, typed: str) -> tuple[StoryLine, ...]:
    found = await store.suggest_stories(guild, typed, MOST_MEANT)
    if not found:
        found = (await store.search(guild, Asked(words=typed), Page(size=MOST_MEANT))).rows
    if not found:
        raise NotFound(
            "no such story",
            reader=N_(
                "No story here fits that. Pick one from the list that opens while you type;"
                " `/latest` shows what is here."
            ),
        )
    return found


async def speakers_meant(store: Store, guild: GuildId, typed: str) -> tuple[SpeakerLine, ...]:
    """The speakers that `typed` (an id from the list, or a name) can mean, the likeliest first.

    One alone only where the name is certain: several where it is shared or was typed wrongly.
    Raises NotFound where it can mean none.
    """
    if (number := id_in(typed)) is not None:
        return (await store.speaker(guild, SpeakerId(number)),)
    found = (
        await store.speakers_named(guild, typed)
        or await store.suggest_speakers(guild, typed, MOST_MEANT)
        or await store.speakers_like(guild, typed)
    )
    if not found:
        raise NotFound(
            "no such speaker",
            reader=N_(
                "Nobody of that name is quoted in the stories here. Type a few letters and pick"
                " from the list; `/quotes` shows who is quoted in a story."
            ),
        )
    return found


async def speaker_asked(
    store: Store, guild: GuildId, typed: str, lead: Callable[[SpeakerId], Look]
) -> Look | Card:
    """Where `typed` means one speaker, what `lead` makes of it.

    Where it can mean several, the card that asks who is meant. Raises NotFound where none.
    """
    found = await speakers_meant(store, guild, typed)
    if len(found) == 1:
        return lead(found[0].id)
    return which_speaker_card(typed, found, lead)


async def one_speaker(store: Store, guild: GuildId, typed: str) -> SpeakerLine:
    """The one speaker that `typed` (an id from the list, or a name as stories write it) means.

    Raises NotFound, with those who may be meant, where that isn't certain.
    """
    if (number := id_in(typed)) is not None:
        return await store.speaker(guild, SpeakerId(number))
    exact = await store.speakers_named(guild, typed)
    if len(exact) == 1:
        return exact[0]
    names = ", ".join(escaped(each.name, 60) for each in await speakers_meant(store, guild, typed))
    raise NotFound(
        "an uncertain name",
        reader=N_("Who is meant? Pick one from the list that opens while you type: {names}."),
        given={"names": names},
    )


async def outlet_meant(store: Store, guild: GuildId, typed: str | None) -> OutletId | None:
    """The outlet of exactly the name typed, or the only one that fits; None for none given.

    Raises NotFound where no outlet here fits, or several do.
    """
    if not typed:
        return None
    if (number := id_in(typed)) is not None:
        return OutletId(number)
    found = await store.suggest_outlets(guild, typed, MOST_OUTLETS)
    exact = [line for line in found if line.name.casefold() == typed.strip().casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0].id
    if not found:
        raise NotFound(
            "no such outlet",
            reader=N_("No story here is from an outlet of that name. Pick one from the list."),
        )
    names = ", ".join(f"**{titled(line.name, 60)}**" for line in found[:MOST_TOLD])
    raise NotFound(
        "several outlets fit",
        reader=N_(
            "Several outlets fit that: {names}. Pick one from the list that opens while you type."
        ),
        given={"names": names + (" …" if len(found) > MOST_TOLD else "")},
    )


async def topic_meant(store: Store, guild: GuildId, typed: str | None) -> TopicId | None:
    """The topic of exactly the name typed, or the only one that fits; None for none given.

    Raises NotFound where no story here is about that, or several topics fit.
    """
    if not typed:
        return None
    if (number := id_in(typed)) is not None:
        return (await store.topics.topic(guild, TopicId(number))).id
    if (exact := await store.topics.named(guild, typed)) is not None:
        return exact.id
    found = await store.topics.suggest(guild, typed, MOST_TOLD + 1)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise NotFound(
            "no such topic",
            reader=N_("No story here is about that. Type a few letters and pick from the list."),
        )
    names = ", ".join(f"**{titled(line.name, 60)}**" for line in found[:MOST_TOLD])
    raise NotFound(
        "several topics fit",
        reader=N_(
            "Several topics fit that: {names}. Pick one from the list that opens while you type."
        ),
        given={"names": names + (" …" if len(found) > MOST_TOLD else "")},
    )


async def outlet_name(store: Store, guild: GuildId, outlet: OutletId) -> str:
    """What the outlet is called on the server; what stands for one that has no story there."""
    found = await store.suggest_outlets(guild, "", MOST_OUTLETS)
    return next(
        (line.name for line in found if line.id == outlet), _("an outlet with no story here")
    )


def story_choices(lines: Iterable[StoryLine]) -> list[app_commands.Choice[str]]:
    """Stories as the list that opens while a member types; values are ids."""
    return _choices(
        (f"{line.headline} · {line.outlet}" if line.outlet else line.headline, line.id)
        for line in lines
    )


def speaker_choices(lines: Iterable[SpeakerLine]) -> list[app_commands.Choice[str]]:
    """Speakers as the list that opens while a member types; values are ids."""
    return _choices(
        (f"{line.name} · {line.roles[0]}" if line.roles else line.name, line.id) for line in lines
    )


def outlet_choices(lines: Iterable[OutletLine]) -> list[app_commands.Choice[str]]:
    """Outlets as the list that opens while a member types; values are ids."""
    return _choices((line.name, line.id) for line in lines)


def topic_choices(lines: Iterable[TopicLine]) -> list[app_commands.Choice[str]]:
    """Topics as the list that opens while a member types; values are ids."""
    return _choices((f"{line.name} ({line.stories})", line.id) for line in lines)


def _choices(named: Iterable[tuple[str, int]]) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=plain(name, MOST_OPTION) or _("(untitled)"), value=str(number))
        for name, number in list(named)[:MOST_OPTIONS]
    ]
