"""The end that a service manager asks for."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, sys
from pathlib import Path
from bot.roles import stop_on_terminate
from bot.desk import open_desk
from bot.settings import Settings

async def serve():
    stop_on_terminate()
    async with open_desk(Settings(data=Path(sys.argv[1]), pipeline=None)):
        print("open", flush=True)
        await asyncio.Event().wait()

try:
    asyncio.run(serve())
except asyncio.CancelledError:
    print("closed", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM")
@pytest.mark.timeout(90)
def test_a_bot_that_is_terminated_closes_its_desk_within_ten_seconds(tmp_path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:  # noqa: S603
        assert served.stdout is not None
        assert served.stdout.readline() == "open\n"
        served.send_signal(signal.SIGTERM)
        out, _ = served.communicate(timeout=10)
    assert out == "closed\n"
    assert served.returncode == 0
    assert not list(tmp_path.glob("*-wal")), "the write-ahead log was left behind"
