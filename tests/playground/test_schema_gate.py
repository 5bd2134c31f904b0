"""The gate of Discord's own API description."""

import pytest

from bot.playground.call import Route
from bot.playground.gates import schema
from bot.playground.refusal import Gate, Refused
from bot.playground.rest import ROUTES

pytestmark = pytest.mark.skipif(
    not schema.is_present(), reason="Discord's API description isn't beside the checkout"
)
POST = next(
    r for r in ROUTES if (r.method, r.template) == ("POST", "/channels/{channel_id}/messages")
)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.template}")
def test_every_route_stands_in_the_description(route: Route):
    operation = schema.operation(route)
    assert operation is not None


def test_what_the_limits_let_pass_the_description_may_refuse():
    with pytest.raises(Refused) as raised:
        schema.check_request(POST, {"content": 3})
    assert raised.value.gate is Gate.SCHEMA
    assert raised.value.errors is not None
    assert raised.value.errors["content"]["_errors"]


def test_an_attachment_may_be_numbered_by_an_integer():
    schema.check_request(POST, {"content": "x", "attachments": [{"id": 0, "filename": "a"}]})


def test_a_complaint_points_into_the_component_that_was_meant():
    form = {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": 5}]}]}
    with pytest.raises(Refused) as raised:
        schema.check_request(POST, form)
    assert raised.value.errors is not None
    assert "label" in raised.value.errors["components"]["0"]["components"]["0"]


def test_the_playgrounds_own_replies_are_judged():
    assert schema.faults_of_reply(POST, {"id": "1"})


async def test_a_refusal_of_the_schema_reaches_the_bot(loopback, rest):
    news = loopback.world.find_channel("news").id
    with loopback.expecting(50035) as refusals:
        status, body = await rest("POST", f"/channels/{news}/messages", {"content": "x", "tts": 3})
    assert (status, body["code"]) == (400, 50035)
    assert refusals[0].gate is Gate.SCHEMA
