"""Which files get faults, and which tests must notice them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """Files and the tests that hold them; a quick one takes a minute or two of a core."""

    files: tuple[str, ...]
    tests: tuple[str, ...]
    is_quick: bool = False


ROOMS = {
    "guard": Held(("bot/wire/guard.py",), ("tests/wire/test_guard_edges.py",), is_quick=True),
    "pacing": Held(("bot/delivery/pacing.py",), ("tests/delivery/test_pacing.py",), is_quick=True),
    "trouble": Held(
        ("bot/delivery/trouble.py",), ("tests/delivery/test_trouble.py",), is_quick=True
    ),
    "rules": Held(("bot/replies/rules.py",), ("tests/replies/test_rules.py",), is_quick=True),
    "masking": Held(
        (
            "bot/replies/masking.py",
            "bot/replies/addresses.py",
            "bot/replies/phones.py",
            "bot/replies/folding.py",
            "bot/replies/unveiling.py",
            "bot/replies/spoken*.py",
        ),
        ("tests/replies/test_masking.py", "tests/replies/test_phones.py"),
    ),
    "fetch": Held(
        ("bot/wire/fetch.py", "bot/wire/fetched.py"),
        ("tests/wire/test_fetch.py", "tests/wire/test_guard.py"),
    ),
    "replies": Held(("bot/replies/*.py",), ("tests/replies",)),
    "delivery": Held(("bot/delivery/*.py",), ("tests/delivery",)),
}
