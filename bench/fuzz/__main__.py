"""Fuzzes the readers of bytes from outside: `python -m bench.fuzz [TARGET …] [--seconds N]`.

With atheris (`pip install atheris`, guided by coverage) where it is installed, else, or with
`--hypothesis`, with hypothesis. Fails at the first input that breaks a promise of its target, and
at one that takes longer than HANG_S; the input is printed, and belongs into the tests.
"""

import argparse
import faulthandler
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import given as generated
from hypothesis import strategies as st

from bench.fuzz import guided
from bench.fuzz.targets import TARGETS
from bench.fuzz.words import samples_of, words_of

HANG_S = 5
EXAMPLES = 400


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=5, help="for each target")
    parser.add_argument("--hypothesis", action="store_true", help="even where atheris is installed")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target is called {', '.join(sorted(unknown))}")
    is_guided = find_spec("atheris") is not None and not asked.hypothesis
    for name in asked.targets or TARGETS:
        code = (by_coverage if is_guided else by_hypothesis)(name, asked.seconds)
        if code:
            return code
    return 0


def by_hypothesis(name: str, seconds: float) -> int:
    """Ever new rounds until the time is over; an error ends the program with its input."""
    until = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < until:
        one_round(name, time.time_ns())
        runs += EXAMPLES
    print(f"{name}: {runs} inputs by hypothesis in {seconds:.0f} s, no crash, no hang")
    return 0


def one_round(name: str, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @generated(inputs(name))
    def holds(content: bytes) -> None:
        faulthandler.dump_traceback_later(HANG_S, exit=True)
        try:
            TARGETS[name](content)
        finally:
            faulthandler.cancel_dump_traceback_later()

    holds()


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Words of the target's language with noise between them, alone or within a whole sample."""
    noise = st.binary(max_size=8) | st.text(max_size=8).map(encoded)
    words = st.lists(st.sampled_from(words_of(name)) | noise, max_size=40).map(b"".join)
    samples = st.sampled_from(samples_of(name))
    return words | st.builds(spliced, samples, words, st.floats(0, 1), st.floats(0, 1))


def spliced(sample: bytes, words: bytes, start: float, width: float) -> bytes:
    """`sample` with `words` for the part that begins at the share `start` of it."""
    begin = int(start * len(sample))
    return sample[:begin] + words + sample[begin + int(width**3 * (len(sample) - begin)) :]


def encoded(written: str) -> bytes:
    return written.encode("utf-8", "surrogatepass")


def by_coverage(name: str, seconds: float) -> int:
    """A process of its own, since atheris ends the one that it runs in."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, guided.__file__, name, str(seconds), scratch]
        done = subprocess.run(command, check=False, cwd=Path(__file__).parents[2])  # noqa: S603
    print(f"{name}: {'no crash, no hang' if done.returncode == 0 else 'BROKEN'} by atheris")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
