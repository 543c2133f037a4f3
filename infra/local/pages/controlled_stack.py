"""The operations of the stack that the `/_local` routes use."""

from datetime import datetime
from typing import Protocol

from infra.local.template.json_values import Json


class ControlledStack(Protocol):
    """The operations of the stack that the routes need."""

    portal_url: str | None
    """Where the portal is served, or None."""

    def health(self) -> dict[str, Json]:
        """Return whether every function could be imported."""

    def overview(self) -> dict[str, Json]:
        """Return queues, streams, running functions, imports, notification runs, schedules and the clock."""

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

    def feed_back(self, message_id: str, kind: str, status: str | None) -> bool:
        """Send the provider's feedback for a message. Return False if no message of the kind's channel has that id."""

    def receive_text(self, sender: str, to: str, text: str) -> None:
        """Receive a text message from a person at a number of the account."""
