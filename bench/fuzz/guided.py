"""One target under atheris, in a process of its own: `guided.py TARGET SECONDS SCRATCH_FOLDER`."""

import importlib
import sys
from pathlib import Path

HANG_S = 5
MOST_BYTES = 6_000
MOST_MB = 2_000
# What is watched for new paths: our readers and the parsers below them that are written in Python.
WATCHED = ["bot.wire", "feedparser", "fastfeedparser", "trafilatura", "htmldate"]


def main(name: str, seconds: float, scratch: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=WATCHED):
        targets = importlib.import_module("bench.fuzz.targets")
    words = importlib.import_module("bench.fuzz.words")
    corpus = scratch / "corpus"
    corpus.mkdir()
    known = words.words_of(name)
    for number, sample in enumerate([*known, *words.samples_of(name)]):
        (corpus / str(number)).write_bytes(sample)
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"' for word in known]
    (scratch / "words").write_text("\n".join(lines), "ascii")
    options = {
        "max_total_time": int(seconds),
        "timeout": HANG_S,
        "rss_limit_mb": MOST_MB,
        "max_len": MOST_BYTES,
        "dict": scratch / "words",
        "artifact_prefix": f"{name}-",
        "print_final_stats": 1,
    }
    flags = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))
