"""The requests that only an emulator answers: waiting messages, stream records, and deleting everything."""

import http.client
import json
import subprocess
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager

from botocore.client import BaseClient

from infra.local.engine.depths import EngineState, QueueDepth
from infra.local.template.json_values import Json


class EngineError(Exception):
    """The engine did not start, or ended by itself."""


class EngineRequests:
    """The requests to the engine process, over one connection for each thread."""

    def __init__(self) -> None:
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._local = threading.local()
        self._opened: list[http.client.HTTPConnection | BaseClient] = []

    def state(self) -> EngineState:
        """Return the depth of every queue and stream."""
        answer = self._ask("state")
        queues = {
            name: QueueDepth(
                int(one["visible"]),
                int(one["delayed"]),
                int(one["in_flight"]),
                one["next_visible_in"] if one["next_visible_in"] >= 0 else None,
            )
            for name, one in answer["queues"].items()
        }
        return EngineState(queues, answer["streams"])

    def release(self, queue: str) -> None:
        """Make every hidden message of a queue visible now."""
        self._ask("release", queue=queue, least_receives=0)

    def give_back(self, queue: str) -> None:
        """Make messages visible that were received but not deleted, because their receiver is gone."""
        self._ask("release", queue=queue, least_receives=1)

    def records(self, table: str, limit: int) -> list[dict[str, Json]]:
        """Return the oldest unacknowledged stream records of a table, in Lambda's format."""
        return list(self._ask("records", table=table, limit=limit)["records"])

    def acknowledge(self, table: str, sequence: str) -> None:
        """Delete a table's stream records up to and including this sequence number."""
        self._ask("acknowledge", table=table, sequence=sequence)

    def items(self, table: str, kind: str, limit: int = 20) -> list[dict[str, Json]]:
        """Return the newest items of a kind, as DynamoDB JSON."""
        return list(self._ask("items", table=table, kind=kind, limit=limit)["items"])

    def walks(self) -> int:
        """Return how many queries walked over a whole partition, because their form is not known to `order.py`."""
        return int(self._ask("walks")["walks"])

    def date_files(self, offset: float) -> None:
        """Date the files that are stored from now on by real time with an offset in seconds."""
        self._ask("date_files", offset=str(offset))

    def empty(self) -> None:
        """Delete every item, message and object. The stores themselves stay."""
        self._ask("empty")

    def _ask(self, what: str, **query: str | int) -> dict[str, Json]:
        path = f"/_engine/{what}?{urllib.parse.urlencode(query)}"
        try:
            status, body = self._answer(path)
        except ConnectionError:
            # The engine closes a connection that was idle for 75 seconds. Each of these requests may be repeated.
            status, body = self._answer(path)
        if status != 200:
            raise EngineError(f"{what}: {body['error']}")
        return body

    def _answer(self, path: str) -> tuple[int, dict[str, Json]]:
        with self._connection() as connection:
            connection.request("POST", path)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    @contextmanager
    def _connection(self) -> Iterator[http.client.HTTPConnection]:
        connection: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.process is not self._process:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self._local.connection, self._local.process = connection, self._process
            self._opened.append(connection)
        try:
            yield connection
        except (OSError, http.client.HTTPException):
            self._local.connection = None
            connection.close()
            raise
