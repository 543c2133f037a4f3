# ruff: noqa: SLF001 - MiniStack has no public names for this; its version is pinned.
"""The requests of the parent process to the engine process, and the bytes that report changes to it."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.local.engine.order import PartitionOrder
from infra.local.engine.table_log import TableLog
from infra.local.template.json_values import Json


class Journal:
    """Reports changes to the parent, one byte each, and remembers whether anything but items changed since the last save."""

    def __init__(self, events: int) -> None:
        os.set_blocking(events, False)
        self._events = events
        self.changed = False

    def note(self, kind: bytes, *, is_logged: bool = False) -> None:
        """Report a change to the parent, and mark it unless the log of the tables has it. A full pipe already reports it."""
        self.changed = self.changed or not is_logged
        try:
            os.write(self._events, kind)
        except (BlockingIOError, BrokenPipeError):
            return


class EngineControl:
    """Answers the parent's requests under `/_engine/` from inside the emulator."""

    def __init__(self, journal: Journal, log: TableLog, order: PartitionOrder) -> None:
        from ministack.services import dynamodb, s3, sqs

        self._dynamodb, self._sqs, self._s3 = dynamodb, sqs, s3
        self._journal, self._log, self._order = journal, log, order

    def answer(self, path: str, query: dict[str, str]) -> Json:
        """Return the answer to one request. Raise KeyError for an unknown one."""
        routes: dict[str, Callable[..., Json]] = {
            "/_engine/state": self.state,
            "/_engine/release": self.release,
            "/_engine/records": self.records,
            "/_engine/acknowledge": self.acknowledge,
            "/_engine/empty": self.empty,
            "/_engine/items": self.items,
            "/_engine/date_files": self.date_files,
            "/_engine/walks": self.walks,
        }
        return routes[path](**query)

    def state(self) -> Json:
        """Return the number of messages in each queue and of records in each table's stream."""
        now = time.time()
        queues = {queue["name"]: _depth(queue["messages"], now) for queue in self._sqs._queues.all_values()}
        streams = {name: len(records) for (_, _, name), records in self._dynamodb._stream_records.all_items()}
        return {"queues": queues, "streams": streams}

    def release(self, queue: str, least_receives: str) -> Json:
        """Make hidden messages of a queue visible, if they were received at least this often."""
        now = time.time()
        released = 0
        for message in self._queue(queue)["messages"]:
            if message["visible_at"] > now and message["receive_count"] >= int(least_receives):
                message["visible_at"] = now
                released += 1
        if released:
            self._journal.note(b"q")
        return {"released": released}

    def records(self, table: str, limit: str) -> Json:
        """Return the oldest unacknowledged records of a table's stream, in Lambda's format."""
        return {"records": self._stream(table)[: int(limit)]}

    def acknowledge(self, table: str, sequence: str) -> Json:
        """Delete a table's stream records up to and including this sequence number."""
        records = self._stream(table)
        keep = next((n + 1 for n, one in enumerate(records) if one["dynamodb"]["SequenceNumber"] == sequence), 0)
        del records[:keep]
        self._log.acknowledge(table, sequence)
        return {"pending": len(records)}

    def items(self, table: str, kind: str, limit: str) -> Json:
        """Return the newest items of a kind, for the page that shows what runs."""
        found: list[Json] = []
        for (_, _, name), definition in self._dynamodb._tables.all_items():
            for partition in definition["items"].values() if name == table else ():
                found.extend(item for item in partition.values() if item.get("kind", {}).get("S") == kind)
        found.sort(key=lambda item: item.get("sk", {}).get("S", ""), reverse=True)
        return {"items": found[: int(limit)]}

    def walks(self) -> Json:
        """Return how many queries walked over a whole partition."""
        return {"walks": self._order.walks}

    def date_files(self, offset: str) -> Json:
        """Date the files that are stored from now on by real time with an offset in seconds, as the stack's clock does."""
        ahead = timedelta(seconds=float(offset))
        self._s3.now_iso = lambda: f"{(datetime.now(UTC) + ahead).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
        return {"offset": float(offset)}

    def empty(self) -> Json:
        """Delete every item, record, message and object. Tables, queues, buckets and secrets stay."""
        for table in self._dynamodb._tables.all_values():
            table["items"].clear()
            self._dynamodb._items_replaced(table)
        for (_, _, name), records in self._dynamodb._stream_records.all_items():
            records.clear()
            self._log.acknowledge(name, None)
        self._dynamodb._txn_idempotency.clear()
        for queue in self._sqs._queues.all_values():
            queue["messages"] = []
        for bucket in self._s3._buckets._data.values():
            bucket["objects"].clear()
        for account in os.scandir(self._s3.DATA_DIR) if Path(self._s3.DATA_DIR).is_dir() else ():
            shutil.rmtree(account.path, ignore_errors=True)
        self._journal.note(b"t")
        return {"emptied": True}

    def _queue(self, name: str) -> Json:
        return next(queue for queue in self._sqs._queues.all_values() if queue["name"] == name)

    def _stream(self, table: str) -> list[Json]:
        for (_, _, name), records in self._dynamodb._stream_records.all_items():
            if name == table:
                return records  # type: ignore[no-any-return]  # MiniStack has no types
        return []


def _depth(messages: list[Json], now: float) -> dict[str, float]:
    hidden = [message for message in messages if message["visible_at"] > now]
    return {
        "visible": len(messages) - len(hidden),
        "delayed": sum(1 for message in hidden if not message["receive_count"]),
        "in_flight": sum(1 for message in hidden if message["receive_count"]),
        "next_visible_in": min((message["visible_at"] - now for message in hidden), default=-1.0),
    }
