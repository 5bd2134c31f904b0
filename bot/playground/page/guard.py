"""Who may talk to the playground at all: its own client and its own page, no other web page."""

from collections.abc import Awaitable, Callable

from aiohttp import web

HOSTS = ("127.0.0.1", "localhost")
NOT_HERE = "This playground answers only to its own page."


@web.middleware
async def own_page_only(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse (403) what comes under another name (DNS rebinding) or from another page's script."""
    if not is_own(request):
        raise web.HTTPForbidden(text=NOT_HERE)
    return await handler(request)


async def add_protection(request: web.Request, response: web.StreamResponse) -> None:
    """Headers by which a browser loads nothing from elsewhere and lends the page to nobody."""
    policy = (
        f"default-src 'self'; connect-src 'self' ws://{request.host}; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    )
    for name, value in (
        ("Content-Security-Policy", policy),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ):
        response.headers.setdefault(name, value)


def is_own(request: web.Request) -> bool:
    """True where the request names this server as its host, and no other page sent it."""
    port = request.transport.get_extra_info("sockname")[1] if request.transport else None
    if request.host not in {f"{host}:{port}" for host in HOSTS}:
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.host}"
