"""What would have left the house: emails, text messages and letters, kept in a file and shown newest first."""

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing sent. `sent_at` is the stack's time; `tags` are what SES tells again in its feedback."""

    channel: str
    to: str | None
    sender: str | None
    subject: str | None
    html: str | None
    text: str | None
    headers: dict[str, str]
    communication_id: str | None
    message_id: str
    sent_at: str
    tags: dict[str, str] = field(default_factory=dict)
    file: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The form of `GET /_local/outbox`."""
        shown = asdict(self)
        shown["from"] = shown.pop("sender")
        return shown


class Outbox:
    """Everything sent since the last reset; one JSON line each in the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._sent = [Sent(**json.loads(line)) for line in _whole_lines(path)]

    def add(self, sent: Sent) -> None:
        """Keep one thing that was sent."""
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(sent)) + "\n")
            self._sent.append(sent)

    def page(self, channel: str | None = None) -> list[Sent]:
        """Everything sent, newest first."""
        with self._lock:
            return [one for one in reversed(self._sent) if channel in (None, one.channel)]

    def find(self, message_id: str) -> Sent | None:
        """The thing sent under this id."""
        with self._lock:
            return next((one for one in self._sent if one.message_id == message_id), None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._sent.clear()
            self._path.unlink(missing_ok=True)


def _whole_lines(path: Path) -> list[str]:
    """The lines of the file; a last one cut short by a sudden end is left out."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
