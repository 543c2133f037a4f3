# ruff: noqa: SLF001 - MiniStack has no public names for this; its version is pinned.
"""The child process that emulates AWS: MiniStack, and what the local stack needs in addition.

MiniStack saves only when it ends, loses the records of a table's stream, and reports no new messages. This process adds:

- It serves MiniStack on a socket that the parent opened.
- The event of a file in a bucket is delivered before the request that stored it ends.
- It saves every two seconds: of the tables what has changed (`table_log.py`), of everything else the whole, which is small.
- It reports each change to the parent as one byte on standard output: `q` for a queue, `t` for a table, `o` for an object.

It ends when its standard input closes, so it never outlives the stack that started it.
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs

from infra.local.engine.control import EngineControl, Journal
from infra.local.engine.expressions import remember_expressions
from infra.local.engine.order import PartitionOrder
from infra.local.engine.table_log import TableLog
from infra.local.template.json_values import Json

SAVE_EVERY = 2.0
"""Seconds between two saves of changed state."""
SHARE = 0.05
"""The part of its time that this process spends at most on saving what is saved as a whole."""
ON_ITEMS = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems")
READING = ("Get", "Query", "Scan", "BatchGet", "TransactGet", "Describe", "List", "ReceiveMessage")

Scope = dict[str, Json]
Receive = Callable[[], Awaitable[dict[str, Json]]]
Send = Callable[[dict[str, Json]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


def kind_of_change(scope: Scope) -> bytes | None:
    """Return the byte for the change that a request makes, or None if the request only reads."""
    headers = dict(scope["headers"])
    service, _, action = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")
    if service:
        if action.startswith(READING):
            return None
        return b"q" if service.startswith("AmazonSQS") else b"t" if service.startswith("DynamoDB") else b"x"
    return None if scope["method"] in ("GET", "HEAD") else b"o"


def changes_items_only(scope: Scope) -> bool:
    """True for a request whose changes are in the log of the tables."""
    action = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1").rpartition(".")[2]
    return action in ON_ITEMS


def keep_tables_in_log(directory: Path) -> TableLog:
    """Let the log keep the items and the stream records. MiniStack's own file keeps the definitions of the tables."""
    from ministack.services import dynamodb

    log = TableLog(dynamodb, directory)
    log.install()
    saved_state, restore_state = dynamodb.get_state, dynamodb.load_persisted_state

    def get_state() -> Json:
        tables = {scoped: table["items"] for scoped, table in dynamodb._tables.all_items()}
        for _, table in dynamodb._tables.all_items():
            table["items"] = {}
        try:
            return saved_state()
        finally:
            for scoped, table in dynamodb._tables.all_items():
                table["items"] = tables[scoped]

    def load_persisted_state(state: Json) -> None:
        restore_state(state)
        dynamodb._stream_records.update(state.get("stream_records") or {})
        log.load()

    dynamodb.get_state, dynamodb.load_persisted_state = get_state, load_persisted_state
    return log


def tell_of_files_at_once() -> None:
    """Let the bucket tell of a file before it answers, not in a thread of its own: who waits for the queues then waits for that."""
    from ministack.services import s3

    def fire(bucket: str, key: str, event: str, *said: Json, **named: Json) -> None:
        if bucket in s3._bucket_notifications:
            s3._fire_s3_event(bucket, key, event, *said, sequencer=s3._next_event_sequencer(event), **named)

    s3._fire_s3_event_async = fire


def wrap(inner: Asgi, journal: Journal, control: EngineControl) -> Asgi:
    """Wrap MiniStack: answer the parent's own requests, and note every change."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
        elif scope["path"].startswith("/_engine/"):
            await _answer_parent(control, scope, send)
        else:
            await inner(scope, receive, send)
            kind = kind_of_change(scope)
            if kind:
                journal.note(kind, is_logged=changes_items_only(scope))

    return app


async def _answer_parent(control: EngineControl, scope: Scope, send: Send) -> None:
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
    try:
        status, body = 200, control.answer(scope["path"], query)
    except (KeyError, StopIteration, TypeError, ValueError) as error:
        status, body = 400, {"error": repr(error)}
    payload = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(payload)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": payload})


class Saving:
    """Saves what has changed, as often as `tick` is called. What is saved as a whole waits until its share of the time allows it."""

    def __init__(self, journal: Journal, log: TableLog, save_rest: Callable[[], None], cpu: Callable[[], float]) -> None:
        """`cpu()` returns the seconds of CPU that this process has used, and `save_rest()` saves all but the items."""
        self._journal, self._log, self._save_rest, self._cpu = journal, log, save_rest, cpu
        self._writer = 0
        self._waits_until = 0.0

    def tick(self, now: float) -> None:
        """Save. `now` is in seconds, of any clock that does not go back."""
        self._log.flush()
        if self._journal.changed and now >= self._waits_until:
            self._journal.changed = False
            begun = self._cpu()
            self._save_rest()
            self._waits_until = now + (self._cpu() - begun) / SHARE
        if self._writer and _has_ended(self._writer):
            self._writer = 0
            self._log.forget_former()
        if not self._writer and self._log.is_base_due:
            self._writer = _forked(self._log)

    def end(self) -> None:
        """Save the last changes of the tables. MiniStack saves the rest itself."""
        if self._writer:
            os.waitpid(self._writer, 0)
        self._log.flush()


async def save_changes(saving: Saving, stop: asyncio.Event) -> None:
    """Save changed state every two seconds."""
    while not stop.is_set():
        try:
            await asyncio.wait_for(stop.wait(), SAVE_EVERY)
        except TimeoutError:
            saving.tick(time.monotonic())
    await asyncio.to_thread(saving.end)


def _has_ended(writer: int) -> bool:
    finished, _ = os.waitpid(writer, os.WNOHANG)
    return bool(finished)


def _forked(log: TableLog) -> int:
    """Write a new base in a forked process, which sees the tables of this instant. Return its id."""
    number = log.begin_base()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        log.write_base(number)
        status = 0
    finally:
        os._exit(status)


def _save_rest() -> None:
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

    log = keep_tables_in_log(Path(os.environ["STATE_DIR"]))
    tell_of_files_at_once()
    remember_expressions(dynamodb)
    order = PartitionOrder(dynamodb)
    order.install()
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
    saving = asyncio.create_task(save_changes(Saving(journal, log, _save_rest, time.process_time), stop))

    async def stopped() -> None:
        # MiniStack makes the last save itself. It starts when no forked process writes any more.
        await stop.wait()
        await saving

    await serve_asgi(wrap(app, journal, EngineControl(journal, log, order)), config, shutdown_trigger=stopped)  # type: ignore[arg-type]  # hypercorn's type for an application is narrower than ASGI


def main() -> None:
    """Run as `python -m infra.local.engine.process <socket>`. The environment names the directory of the state."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serve(int(sys.argv[1])))


if __name__ == "__main__":
    main()
