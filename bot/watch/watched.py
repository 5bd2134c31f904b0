"""The parts of a process that are watched over."""

from dataclasses import dataclass

from bot.delivery.pacing import Pacer
from bot.delivery.sender import Sender
from bot.store.store import Store
from bot.watch.pulse import Pulse
from bot.wire.intake import Intake


@dataclass(frozen=True, slots=True)
class Watched:
    """What this process has of all that there may be; None is what it has no part in."""

    store: Store
    pulse: Pulse
    intake: Intake | None = None
    pacer: Pacer | None = None
    sender: Sender | None = None

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why it can't do its work now."""
        return self.pulse.troubles
