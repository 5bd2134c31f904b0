"""A text's wording, apart from how it is set."""

import re

_SPACE = re.compile(r"\s+")
_SETTING = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟❝❞＂", '"'),
        **dict.fromkeys("‘’‚‹›`", "'"),
        **dict.fromkeys("–—‑", "-"),
        "\\": "",
        "…": "...",
        "\u00ad": "",
        "\u200b": "",
    }
)


def plain(text: str) -> str:
    """`text` with straight marks, plain hyphens and single spaces, without backslashes."""
    return _SPACE.sub(" ", text.translate(_SETTING)).strip()
