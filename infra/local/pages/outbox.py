"""The outbox: emails, text messages and letters that the functions sent. It is kept in a file."""

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from infra.local.pages.progress import parts_of


@dataclass(frozen=True, slots=True)
class Sent:
    """One sent message. `sent_at` is the stack's time; SES repeats the `tags` in its feedback. `raw` is base64, if it came in one piece."""

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
    raw: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the message in the format of `GET /_local/outbox`."""
        shown = asdict(self)
        shown["from"] = shown.pop("sender")
        del shown["raw"]
        shown["sms"] = parts_of(self.text) if self.channel == "sms" else None
        return shown


class Outbox:
    """Every message since the last reset. The file has one JSON line for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._sent = [Sent(**json.loads(line)) for line in _whole_lines(path)]

    def add(self, sent: Sent) -> None:
        """Save one sent message."""
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(sent)) + "\n")
            self._sent.append(sent)

    def page(self, channel: str | None = None) -> list[Sent]:
        """Return the sent messages, newest first, of one channel or of all."""
        with self._lock:
            return [one for one in reversed(self._sent) if channel in (None, one.channel)]

    def find(self, message_id: str) -> Sent | None:
        """Return the message with this id, or None."""
        with self._lock:
            return next((one for one in self._sent if one.message_id == message_id), None)

    def clear(self) -> None:
        """Delete every message."""
        with self._lock:
            self._sent.clear()
            self._path.unlink(missing_ok=True)


def _whole_lines(path: Path) -> list[str]:
    """Return the complete lines of the file. A last line that a sudden end cut short is left out."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
