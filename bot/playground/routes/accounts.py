"""REST routes about the bot itself, other accounts, and the way to the gateway."""

from bot.playground import notation, refusal
from bot.playground.call import Call, Reply, Route
from bot.playground.world import Id, Json


async def read_own_account(call: Call) -> Reply:
    """The bot's account."""
    own = {"verified": True, "mfa_enabled": False, "locale": "en-US", "email": None}
    return {**notation.of_user(call.world.bot), **own}


async def read_account(call: Call) -> Reply:
    """Anybody's account."""
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise refusal.unknown("User")
    return notation.of_user(user)


async def read_application(call: Call) -> Reply:
    """The bot's application."""
    bot = call.world.bot
    owner = next(iter(call.world.guilds.values())).owner
    written: Json = {
        "id": str(bot.id),
        "name": bot.display,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": notation.of_user(call.world.users[owner]),
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "team": None,
        "type": None,
        "hook": True,
        "is_monetized": False,
        "is_verified": False,
        "is_discoverable": False,
        "storefront_available": False,
        "max_participants": None,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "approximate_guild_count": len(call.world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "event_webhooks_status": 1,
        "integration_types_config": {"0": {}},
    }
    return written


async def read_gateway(call: Call) -> Reply:
    """Where the gateway is, for a client that asks."""
    started = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.scene.gateway.url, "shards": 1, "session_start_limit": started}


async def open_conversation(call: Call) -> Reply:
    """The direct conversation with a user, made when there is none."""
    user = call.world.users.get(Id(int(call.form["recipient_id"])))
    if user is None:
        raise refusal.unknown("User")
    return notation.of_channel(call.world, call.scene.conversation(user))


ROUTES = (
    Route("GET", "/users/@me", read_own_account),
    Route("GET", "/users/{user_id}", read_account),
    Route("GET", "/oauth2/applications/@me", read_application),
    Route("GET", "/applications/@me", read_application),
    Route("GET", "/gateway/bot", read_gateway),
    Route("POST", "/users/@me/channels", open_conversation),
)
