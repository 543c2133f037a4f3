# ruff: noqa: SLF001 - what is done here MiniStack has no public name for; its version is pinned.
"""The child process that plays AWS: MiniStack, with what the local stack needs beside it.

MiniStack saves only when it ends, forgets the records of a table's stream, and tells nobody that a message has arrived. Here
it is served on a socket that the parent opened, saved every two seconds by a fork (so that a large table does not stop the
world), and every change is told to the parent as one byte on standard output: `q` a queue, `t` a table, `o` an object.

It ends when its standard input closes, so it never outlives the stack that started it.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from infra.local.engine_order import PartitionOrder
from infra.local.json_values import Json

SAVE_EVERY = 2.0
"""Seconds between two savings of what has changed."""
READING = ("Get", "Query", "Scan", "BatchGet", "TransactGet", "Describe", "List", "ReceiveMessage")

Scope = dict[str, Json]
Receive = Callable[[], Awaitable[dict[str, Json]]]
Send = Callable[[dict[str, Json]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


class Journal:
    """What has changed since the last saving, and the byte that tells the parent of it."""

    def __init__(self, events: int) -> None:
        os.set_blocking(events, False)
        self._events = events
        self.changed = False

    def note(self, kind: bytes) -> None:
        """Mark a change and tell the parent; a full pipe is already telling it."""
        self.changed = True
        try:
            os.write(self._events, kind)
        except (BlockingIOError, BrokenPipeError):
            return


def kind_of_change(scope: Scope) -> bytes | None:
    """The byte for the change that a request makes, or None if it only reads."""
    headers = dict(scope["headers"])
    service, _, action = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")
    if service:
        if action.startswith(READING):
            return None
        return b"q" if service.startswith("AmazonSQS") else b"t" if service.startswith("DynamoDB") else b"x"
    return None if scope["method"] in ("GET", "HEAD") else b"o"


class Control:
    """The parent's own requests, under `/_engine/`, answered from inside the emulator."""

    def __init__(self, journal: Journal) -> None:
        from ministack.services import dynamodb, s3, sqs

        self._dynamodb, self._sqs, self._s3 = dynamodb, sqs, s3
        self._journal = journal

    def answer(self, path: str, query: dict[str, str]) -> Json:
        """The answer to one request; KeyError for an unknown one."""
        routes: dict[str, Callable[..., Any]] = {
            "/_engine/state": self.state,
            "/_engine/release": self.release,
            "/_engine/records": self.records,
            "/_engine/acknowledge": self.acknowledge,
            "/_engine/empty": self.empty,
            "/_engine/items": self.items,
        }
        return routes[path](**query)

    def state(self) -> Json:
        """How many messages each queue holds and how many records each table's stream."""
        now = time.time()
        queues = {queue["name"]: _depth(queue["messages"], now) for queue in self._sqs._queues.all_values()}
        streams = {name: len(records) for (_, _, name), records in self._dynamodb._stream_records.all_items()}
        return {"queues": queues, "streams": streams}

    def release(self, queue: str) -> Json:
        """Make every hidden message of a queue visible now."""
        now = time.time()
        released = 0
        for message in self._queue(queue)["messages"]:
            if message["visible_at"] > now:
                message["visible_at"] = now
                released += 1
        if released:
            self._journal.note(b"q")
        return {"released": released}

    def records(self, table: str, limit: str) -> Json:
        """The oldest records of a table's stream that nobody has acknowledged, in Lambda's own shape."""
        return {"records": self._stream(table)[: int(limit)]}

    def acknowledge(self, table: str, sequence: str) -> Json:
        """Forget a table's stream records up to and with a sequence number."""
        records = self._stream(table)
        keep = next((n + 1 for n, one in enumerate(records) if one["dynamodb"]["SequenceNumber"] == sequence), 0)
        del records[:keep]
        self._journal.changed = True
        return {"pending": len(records)}

    def items(self, table: str, kind: str, limit: str) -> Json:
        """The newest items of a kind, for the page that shows what runs."""
        found: list[Json] = []
        for (_, _, name), definition in self._dynamodb._tables.all_items():
            for partition in definition["items"].values() if name == table else ():
                found.extend(item for item in partition.values() if item.get("kind", {}).get("S") == kind)
        found.sort(key=lambda item: item.get("sk", {}).get("S", ""), reverse=True)
        return {"items": found[: int(limit)]}

    def empty(self) -> Json:
        """Remove every item, record, message and object; tables, queues, buckets and secrets stay."""
        for table in self._dynamodb._tables.all_values():
            table["items"].clear()
            self._dynamodb._items_replaced(table)
        for records in self._dynamodb._stream_records.all_values():
            records.clear()
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
                return records  # type: ignore[no-any-return]
        return []


def _depth(messages: list[Json], now: float) -> dict[str, float]:
    hidden = [message for message in messages if message["visible_at"] > now]
    return {
        "visible": len(messages) - len(hidden),
        "delayed": sum(1 for message in hidden if not message["receive_count"]),
        "in_flight": sum(1 for message in hidden if message["receive_count"]),
        "next_visible_in": min((message["visible_at"] - now for message in hidden), default=-1.0),
    }


def keep_stream_records() -> None:
    """Save a table's stream records together with its items: in one file, so that neither is ever without the other."""
    from ministack.services import dynamodb

    saved_state, restore_state = dynamodb.get_state, dynamodb.load_persisted_state

    def get_state() -> Json:
        return {**saved_state(), "stream_records": dynamodb._stream_records}

    def load_persisted_state(state: Json) -> None:
        restore_state(state)
        records = state.get("stream_records")
        if records:
            dynamodb._stream_records.update(records)

    dynamodb.get_state, dynamodb.load_persisted_state = get_state, load_persisted_state


def wrap(inner: Asgi, journal: Journal) -> Asgi:
    """MiniStack, with the parent's own requests in front of it and every change noted."""
    control = Control(journal)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
        elif scope["path"].startswith("/_engine/"):
            await _answer_parent(control, scope, send)
        else:
            await inner(scope, receive, send)
            kind = kind_of_change(scope)
            if kind:
                journal.note(kind)

    return app


async def _answer_parent(control: Control, scope: Scope, send: Send) -> None:
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
    try:
        status, body = 200, control.answer(scope["path"], query)
    except (KeyError, StopIteration, TypeError, ValueError) as error:
        status, body = 400, {"error": repr(error)}
    payload = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(payload)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": payload})


async def save_changes(journal: Journal, stop: asyncio.Event) -> None:
    """Save every two seconds what has changed, from a fork that sees the state as it is at that instant."""
    writer = 0
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), SAVE_EVERY)
        except TimeoutError:
            if writer:
                writer = 0 if _has_ended(writer) else writer
            if journal.changed and not writer:
                journal.changed = False
                writer = _fork_writer()
    if writer:
        await asyncio.to_thread(os.waitpid, writer, 0)


def _has_ended(writer: int) -> bool:
    finished, _ = os.waitpid(writer, os.WNOHANG)
    return bool(finished)


def _fork_writer() -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _save_now()
        status = 0
    finally:
        os._exit(status)


def _save_now() -> None:
    from ministack import app
    from ministack.core.persistence import save_all

    save_all(app._build_persistence_save_dict())


def _watch_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    while os.read(0, 4096):
        continue
    loop.call_soon_threadsafe(stop.set)


async def serve(listener: int) -> None:
    """Serve on an inherited socket until the parent closes standard input or sends SIGTERM."""
    from hypercorn.asyncio import serve as serve_asgi
    from hypercorn.config import Config
    from ministack.app import app
    from ministack.services import dynamodb

    keep_stream_records()
    PartitionOrder(dynamodb).install()
    journal = Journal(sys.stdout.fileno())
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    threading.Thread(target=_watch_parent, args=(loop, stop), daemon=True).start()
    config = Config()
    config.bind = [f"fd://{listener}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.2
    config.loglevel = "WARNING"
    config.backlog = 512
    saving = asyncio.create_task(save_changes(journal, stop))

    async def stopped() -> None:
        # The last saving is MiniStack's own; it starts when no fork writes any more.
        await stop.wait()
        await saving

    await serve_asgi(wrap(app, journal), config, shutdown_trigger=stopped)  # type: ignore[arg-type]


def main() -> None:
    """Run as `python -m infra.local.engine_process <socket>`; the environment says where the state is kept."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serve(int(sys.argv[1])))


if __name__ == "__main__":
    main()
