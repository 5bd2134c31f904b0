"""Prints the licences of all that is installed with Dateline and its extras, as Markdown.

`python -m bench.licences > docs/licences.md`; a test says where that page is stale.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("llm", "metrics", "postgres")
HEAD = """# Licences

Dateline is published under the MIT licence. What it needs when it runs, its extras among it, is
published under these, by what each package says of itself. Made by
`python -m bench.licences > docs/licences.md`; a test says where this is stale, and refuses a
package without a known licence or under one that would bind Dateline's own code. What LGPL and MPL
ask for is met by using those packages as they are.

| package | licence |
|---|---|"""
# Licences in the classifiers' words, which older packages have alone, in those of SPDX.
SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "BSD 3-Clause": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}


def needed() -> dict[str, Distribution]:
    """Everything installed that the project needs when it runs, by its name in one spelling."""
    found: dict[str, Distribution] = {}
    waiting = [*map(Requirement, _own())]
    while waiting:
        asked = waiting.pop()
        key = re.sub(r"[-_.]+", "-", asked.name).lower()
        if key in found:
            continue
        try:
            found[key] = distribution(asked.name)
        except PackageNotFoundError:
            # For another system than this one.
            continue
        waiting += _asked(found[key], asked.extras)
    return dict(sorted(found.items()))


def licence_of(package: Distribution) -> str:
    """Its licence as SPDX writes it where that is known, else "unknown"."""
    told = package.metadata
    for expression in told.get_all("License-Expression") or ():
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    written = [line for text in told.get_all("License") or () for line in text.strip().splitlines()]
    names = classified or written[:1] or ["unknown"]
    return " or ".join(SPDX.get(name, name) for name in names)


def page() -> str:
    """The page of licences."""
    rows = (f"| {name} | {licence_of(package)} |" for name, package in needed().items())
    return "\n".join([HEAD, *rows]) + "\n"


def _own() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]


def _asked(package: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    for line in package.requires or ():
        asked = Requirement(line)
        chosen = [{"extra": extra} for extra in ("", *extras)]
        if asked.marker is None or any(asked.marker.evaluate(each) for each in chosen):
            yield asked


if __name__ == "__main__":
    sys.stdout.write(page())
