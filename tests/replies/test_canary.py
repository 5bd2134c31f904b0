"""No address of a reader gets anywhere, whatever fails; the benchmark does it with a thousand."""

import hashlib

from bench.replies.canary import Sinks, address, run
from bench.replies.mishaps import QUICK, SLOW


async def test_no_address_gets_anywhere_while_everything_fails_once(tmp_path):
    done = await run(tmp_path, 11, (*QUICK, *SLOW))
    assert done.leaks == []
    assert 2 <= done.kept < done.sent


async def test_the_search_finds_what_a_log_without_its_wall_would_tell(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.log.redact", str)
    done = await run(tmp_path, 4)
    assert {leak.partition(":")[0] for leak in done.leaks} == {"log"}


def test_the_search_finds_an_address_in_any_case_and_its_hashes():
    plain = address(7)
    digest = hashlib.sha1(plain.lower().encode(), usedforsecurity=False)
    for hidden in (plain, plain.upper(), digest.hexdigest(), f"x{digest.hexdigest().upper()} "):
        assert Sinks({"log": hidden.encode()}).leaks([plain])
    assert Sinks({"file": b"a" + digest.digest()}).leaks([plain])
    assert not Sinks({"log": b"mail@example.org " + b"9f" * 20}).leaks([plain])
