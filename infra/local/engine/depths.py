"""How much work waits in the engine."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """The messages of one queue. `next_visible_in` is in seconds, or None if no message is hidden."""

    visible: int
    delayed: int
    in_flight: int
    next_visible_in: float | None

    @property
    def total(self) -> int:
        """Return the number of all messages, visible or not."""
        return self.visible + self.delayed + self.in_flight


@dataclass(frozen=True, slots=True)
class EngineState:
    """The depth of every queue and the number of unread records of every table's stream, by physical name."""

    queues: Mapping[str, QueueDepth]
    streams: Mapping[str, int]
