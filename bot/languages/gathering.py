"""Gathers every sentence of the program, and prints those that a language lacks.

`python -m bot.languages.gathering fr` prints what French lacks, to be saved as a file of
`locales/fr/`; see docs/languages.md.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.languages.speaking import LOCALES, files_of

ROOT = Path(__file__).parents[2]
# A sentence, or its two forms for one and for many.
Sentence: TypeAlias = str | tuple[str, str]
# What discord.py tells Discord of commands needs no mark: whatever is said there is read.
DESCRIBING = ("describe",)
DESCRIBED = ("description",)


class NotASentence(ValueError):
    """What is to be said isn't written out where it is said, so no catalogue can have it."""


def gathered() -> dict[Sentence, list[tuple[str, int]]]:
    """All sentences, each with where it stands: the file, from the project's folder, and line."""
    found = dict[Sentence, list[tuple[str, int]]]()
    for path in sorted((*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/*.py"))):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for sentence, line in _said(tree, is_cog=path.parent.name == "cogs"):
            found.setdefault(sentence, []).append((str(path.relative_to(ROOT)), line))
    return found


def lacking(code: str) -> Catalog:
    """What a language lacks, as a catalogue with nothing said yet."""
    have = {message.id for each in files_of(code).values() for message in each if message.string}
    catalogue = Catalog(locale=code)
    for sentence, places in gathered().items():
        if sentence not in have:
            catalogue.add(sentence, locations=places)
    return catalogue


def _said(tree: ast.AST, *, is_cog: bool) -> Iterator[tuple[Sentence, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and is_cog:
            yield from _described(node.keywords)
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name == "_" and node.args and not isinstance(node.args[0], ast.Constant):
            _must_be_named(node)
        elif name in ("_", "N_"):
            yield _text(node.args[0]), node.lineno
        elif name == "ngettext":
            yield (_text(node.args[0]), _text(node.args[1])), node.lineno
        elif is_cog:
            is_describe = isinstance(node.func, ast.Attribute) and node.func.attr in DESCRIBING
            yield from _described(node.keywords, all_of_them=is_describe)


def _described(
    keywords: list[ast.keyword], *, all_of_them: bool = False
) -> Iterator[tuple[Sentence, int]]:
    for keyword in keywords:
        if isinstance(keyword.value, ast.Constant) and (all_of_them or keyword.arg in DESCRIBED):
            yield _text(keyword.value), keyword.value.lineno


def _must_be_named(node: ast.Call) -> None:
    """A sentence that was marked with `N_` elsewhere may be said; one put together here not."""
    if isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
        raise NotASentence(ast.unparse(node))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotASentence(ast.unparse(node))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def main(codes: list[str]) -> int:
    """Print what each language lacks, and how much each has, on the other stream."""
    for code in codes or [path.name for path in sorted(LOCALES.iterdir()) if path.is_dir()]:
        (LOCALES / code).mkdir(exist_ok=True)
        missing = lacking(code)
        counted = Counter(bool(message.id) for message in missing)
        sys.stderr.write(f"{code} lacks {counted[True]} of {len(gathered())}\n")
        written = BytesIO()
        write_po(written, missing, width=0, omit_header=True)
        sys.stdout.write(written.getvalue().decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
