"""Whatever is done to a store in whatever order, it holds what a model of it holds."""

import pytest

from bench.store.emptied import emptied_folder, emptied_server
from bench.store.machine import Home
from bench.store.model import hold

# Each costs two or three seconds of a core; `python -m bench.store.model` makes hundreds.
RUNS = 12


# Hypothesis takes a run that the clock cut off for one that came out differently.
@pytest.mark.timeout(300)
def test_a_store_holds_what_its_model_does(place):
    empty = emptied_server(place.url) if place.url else emptied_folder(place.folder)
    hold(Home(place, empty), RUNS, is_repeatable=True)
