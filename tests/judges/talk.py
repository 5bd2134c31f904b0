"""Talking with a judge about one interaction."""

from typing import Any

from tests.judges.judges import Asked, Judge
from tests.judges.payloads import Json


class Talk:
    """One interaction, with the verdicts on what was said to it so far."""

    def __init__(self, judge: Judge, asked: Asked) -> None:
        self.judge = judge
        self.verdicts: list[str] = []
        self.callback = f"/interactions/{asked.id}/{asked.token}/callback"
        self.webhook = f"/webhooks/{judge.client.application_id}/{asked.token}"

    async def answer(self, kind: int, data: Json | None = None) -> Any:
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.say("POST", self.callback, body)

    async def follow(self, data: Json) -> Any:
        return await self.say("POST", self.webhook, data)

    async def edit(self, data: Json) -> Any:
        return await self.say("PATCH", f"{self.webhook}/messages/@original", data)

    async def delete(self) -> Any:
        return await self.say("DELETE", f"{self.webhook}/messages/@original")

    async def original(self) -> Any:
        """The message that answers, read without a verdict."""
        return (await self.judge.client.tell("GET", f"{self.webhook}/messages/@original"))[1]

    async def say(self, method: str, path: str, body: object = None) -> Any:
        """The judge's reply, its verdict noted."""
        verdict, reply = await self.judge.client.tell(method, path, body)
        self.verdicts.append(verdict)
        return reply

    def note(self, *, that: object, when: bool) -> None:
        """Note something seen besides the verdicts."""
        self.verdicts.append(f"{that}" if when else f"not {that}")
