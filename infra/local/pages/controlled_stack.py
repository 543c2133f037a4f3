"""The operations of the stack that the `/_local` routes use."""

from datetime import datetime
from typing import Protocol

from infra.local.template.json_values import Json


class ControlledStack(Protocol):
    """The operations of the stack that the routes need."""

    def health(self) -> dict[str, Json]:
        """Return whether every function could be imported."""

    def overview(self) -> dict[str, Json]:
        """Return queues, streams, running functions, imports, schedules and the clock."""

    def token(self, **claims: Json) -> dict[str, Json]:
        """Return a signed token."""

    def reset(self, *, with_content: bool) -> None:
        """Empty every store."""

    def sent(self, channel: str | None) -> list[dict[str, Json]]:
        """Return the outbox, newest first."""

    def set_clock(self, instant: datetime | None) -> str:
        """Move the clock, or with None set it back to real time. Return the time that it shows."""

    def fire(self, name: str) -> dict[str, str] | None:
        """Fire a schedule. Return None if the template has none of that name."""

    def drain(self, within: float) -> dict[str, Json]:
        """Wait until no work is left."""

    def feed_back(self, message_id: str, kind: str) -> bool:
        """Send SES's feedback for a message. Return False if no email has that id."""
