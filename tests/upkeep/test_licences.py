"""Dateline is free to be MIT: what it needs binds nobody's code but its own."""

import re
from pathlib import Path

from bench.licences.__main__ import licence_of, needed, page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "licences.md"
# Of a choice between licences one that doesn't bind is enough.
STRONG = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def test_every_package_is_under_a_licence_that_lets_dateline_be_mit():
    found = {name: licence_of(package) for name, package in needed().items()}
    assert len(found) > 50
    for name, licence in found.items():
        choices = re.split(r" or ", licence, flags=re.IGNORECASE)
        assert "unknown" not in licence, name
        assert not all(STRONG.search(choice) for choice in choices), f"{name}: {licence}"


def test_the_page_names_every_package_with_its_licence():
    written = PAGE.read_text().splitlines()
    missing = [line for line in page().splitlines() if line not in written]
    assert not missing, "make it anew: .venv/bin/python -m bench.licences > docs/licences.md"
