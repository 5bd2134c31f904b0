"""The three pages of health: whether it is alive, whether it is ready, and its figures."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import SettingsError, StoreError
from bot.settings import HostPort
from bot.watch.watched import Watched

log = logging.getLogger(__name__)

LACKING = "The figures need one package more: .venv/bin/pip install -e '.[metrics]'\n"


class Pages:
    """`/livez`, `/readyz` and `/metrics`; whoever can reach them may read them."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def app(self) -> web.Application:
        """The pages, ready to be served."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/livez", self._livez),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._metrics),
            ]
        )
        return app

    async def _livez(self, _: web.Request) -> web.Response:
        """200 while a restart would mend nothing."""
        is_alive = self._watched.pulse.is_alive
        return web.Response(
            text="alive\n" if is_alive else "stuck\n", status=200 if is_alive else 503
        )

    async def _readyz(self, _: web.Request) -> web.Response:
        """200 while the work of this process is done; else what hinders it, a line each."""
        troubles = self._watched.troubles
        text = "".join(f"{trouble}\n" for trouble in troubles) or "ready\n"
        return web.Response(text=text, status=503 if troubles else 200)

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            # An extra: loaded where somebody asks for it.
            from bot.watch.measuring import figures_of  # noqa: PLC0415
        except ImportError:
            return web.Response(text=LACKING, status=501)
        try:
            page = await figures_of(self._watched)
        except StoreError as error:
            return web.Response(text=f"store: {type(error).__name__}\n", status=503)
        form = "text/plain; version=0.0.4; charset=utf-8"
        return web.Response(body=page, headers={"Content-Type": form})


@asynccontextmanager
async def served(watched: Watched, where: HostPort | None) -> AsyncIterator[str | None]:
    """Within the block the pages are at the address that it gives; None where they are nowhere.

    Raises SettingsError for a port in use that was asked for; without the usual one it goes on.
    """
    if where is None:
        yield None
        return
    runner = web.AppRunner(Pages(watched).app(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        yield await _address(runner, where)
    finally:
        await runner.cleanup()


async def _address(runner: web.AppRunner, where: HostPort) -> str | None:
    try:
        await web.TCPSite(runner, where.host, where.port).start()
    except OSError as error:
        if not where.is_usual:
            raise SettingsError(
                f"no health pages: {error.strerror}",
                reader=f"DATELINE_HEALTH: {where.host}:{where.port} can't be listened on"
                " (another program has it?). Name another port, or off.",
            ) from error
        log.warning("port %d is taken: health is told nowhere (DATELINE_HEALTH)", where.port)
        return None
    host, port = runner.addresses[0][:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    log.info("health is told at %s/readyz", address)
    return address
