"""How much it tells that two articles name the same: little for what is in the news every day."""

from math import log
from typing import Final

from bot.reading.names import BODIES

# A newsroom is taken to hold at least so many stories a week: in a small one all names look rare.
LEAST_STORIES: Final = 1000
KNOWN_EVERYWHERE: Final = 0.15
# From general knowledge; countries and capitals are in the list of places of `names`.
_EVERYWHERE: Final = frozenset(
    """
    us|u.s|usa|united states|america|uk|united kingdom|britain|great britain|eu|european union|
    europe|european commission|un|united nations|security council|nato|who|
    world health organization|imf|world bank|opec|g7|g20|white house|congress|senate|
    house of representatives|supreme court|capitol|pentagon|state department|justice department|
    department of justice|treasury|fbi|cia|federal reserve|fed|downing street|house of commons|
    parliament|kremlin|duma|bundestag|donald trump|trump|joe biden|biden|kamala harris|jd vance|
    barack obama|hillary clinton|vladimir putin|putin|volodymyr zelensky|volodymyr zelenskyy|
    xi jinping|benjamin netanyahu|emmanuel macron|keir starmer|rishi sunak|olaf scholz|
    friedrich merz|narendra modi|recep tayyip erdogan|ursula von der leyen|antonio guterres|
    elon musk|pope francis|pope leo|king charles|republican party|democratic party|labour|
    labour party|conservative party|gaza|west bank|middle east|hamas|hezbollah|israel|new york|
    new york city|los angeles|san francisco|hong kong|south korea|north korea|south africa|
    saudi arabia|new zealand|european parliament|new delhi|united arab emirates|reuters|
    associated press|ap|afp|agence france-presse|dpa|bbc|cnn|fox news|new york times|
    washington post|guardian|bloomberg|facebook|twitter|x|youtube|instagram|tiktok|whatsapp|
    telegram|google|apple|microsoft|amazon|meta|tesla|openai|premier league|champions league|
    world cup|olympics|olympic games|fifa|uefa|nfl|nba|wall street|covid|covid-19|world war ii|
    second world war|cold war|christmas|ramadan|easter
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)


def rarity(name: str, *, held_by: int, stories: int) -> float:
    """From 0 to 1: 1 for a name that one of the `stories` alone holds, by its key.

    `held_by` is the number of stories that name it.
    """
    if name in _EVERYWHERE or _is_known_place(name):
        return KNOWN_EVERYWHERE
    common = log(1 + held_by) / log(1 + max(stories, LEAST_STORIES))
    return max(0.0, 1.0 - common)


def _is_known_place(name: str) -> bool:
    return all("place" in BODIES.get(word.capitalize(), ()) for word in name.split())
