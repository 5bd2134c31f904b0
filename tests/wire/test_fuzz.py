"""No input breaks a promise of the readers that take bytes from outside; bench.fuzz runs longer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz.__main__ import inputs
from bench.fuzz.targets import TARGETS

EXAMPLES = {"page": 30, "feed": 60}


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_breaks_a_reader(target):
    @settings(max_examples=EXAMPLES.get(target, 150), deadline=None)
    @given(inputs(target))
    def holds(content: bytes) -> None:
        TARGETS[target](content)

    holds()


@given(st.binary(max_size=300))
@settings(max_examples=30, deadline=None)
def test_no_noise_breaks_a_reader(noise):
    for check in TARGETS.values():
        check(noise)
