"""AWS as the local stack sees it: a child process, its clients, and what only an emulator can do.

Everything that leans on MiniStack is here and in `engine_process.py`. Another engine has to offer the same class.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import boto3
from botocore.client import BaseClient
from botocore.config import Config

from infra.local.stack.json_values import Json

ACCOUNT = "000000000000"
REGION = "eu-central-1"
SERVICES = "dynamodb,sqs,s3,secretsmanager,events,sns,sts"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
START_WITHIN = 20.0
STOP_WITHIN = 30.0
PROJECT_ROOT = Path(__file__).resolve().parents[3]


class EngineError(Exception):
    """The engine did not start, or has ended by itself."""


@dataclass(frozen=True, slots=True)
class QueueDepth:
    """The messages of one queue; `next_visible_in` is in seconds, None when none is hidden."""

    visible: int
    delayed: int
    in_flight: int
    next_visible_in: float | None

    @property
    def total(self) -> int:
        """Every message, whoever can see it."""
        return self.visible + self.delayed + self.in_flight


@dataclass(frozen=True, slots=True)
class EngineState:
    """The depth of every queue and the number of unread records of every table's stream, by physical name."""

    queues: Mapping[str, QueueDepth]
    streams: Mapping[str, int]


@cache
def port_of_this_process() -> int:
    """One free port for the engines that this process starts one after the other: a client made earlier still finds the next."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def open_listener() -> socket.socket:
    """A socket on this process's own port, or on another one while that is taken by an engine that runs beside."""
    try:
        return socket.create_server(("127.0.0.1", port_of_this_process()), backlog=512)
    except OSError:
        return socket.create_server(("127.0.0.1", 0), backlog=512)


class Engine:
    """The engine process. `on_change` is called with `q`, `t` or `o` characters after queues, tables or objects changed."""

    def __init__(self, state_directory: Path, on_change: Callable[[str], None]) -> None:
        self._directory = state_directory
        self._on_change = on_change
        self._process: subprocess.Popen[bytes] | None = None
        self._local = threading.local()
        self._opened: list[http.client.HTTPConnection | BaseClient] = []
        self.port = 0

    @property
    def url(self) -> str:
        """Where every AWS client is sent."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and return when it answers; EngineError when it does not."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with open_listener() as listener:
            self.port = int(listener.getsockname()[1])
            self._process = self._spawn(listener.fileno())
        threading.Thread(target=self._read_changes, name="engine-changes", daemon=True).start()
        deadline = time.monotonic() + START_WITHIN
        while not self._answers():
            if not self.is_alive or time.monotonic() > deadline:
                self.stop()
                raise EngineError(f"the engine did not start: see {self._directory / 'engine.log'}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End the process, which saves its state first."""
        process, self._process = self._process, None
        for one in self._opened:
            one.close()
        self._opened.clear()
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End the process at once, as a power failure would: what was not saved yet is lost."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def process_id(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def client(self, service: str) -> Json:
        """A boto3 client for one service of the engine."""
        client: BaseClient = boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"total_max_attempts": 2}, max_pool_connections=32),
        )
        self._opened.append(client)
        return client

    def environment(self) -> dict[str, str]:
        """What makes any AWS client in this process find the engine."""
        return {
            **CREDENTIALS,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def state(self) -> EngineState:
        """The depth of every queue and stream."""
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
        """Make the messages visible that somebody received and did not delete: nobody works on them any more."""
        self._ask("release", queue=queue, least_receives=1)

    def records(self, table: str, limit: int) -> list[dict[str, Json]]:
        """The oldest unacknowledged stream records of a table, as Lambda hands them over."""
        return list(self._ask("records", table=table, limit=limit)["records"])

    def acknowledge(self, table: str, sequence: str) -> None:
        """Forget a table's stream records up to and with this sequence number."""
        self._ask("acknowledge", table=table, sequence=sequence)

    def items(self, table: str, kind: str, limit: int = 20) -> list[dict[str, Json]]:
        """The newest items of a kind, as DynamoDB JSON."""
        return list(self._ask("items", table=table, kind=kind, limit=limit)["items"])

    def empty(self) -> None:
        """Remove every item, message and object; what holds them stays."""
        self._ask("empty")

    def _answers(self) -> bool:
        try:
            self.state()
        except (OSError, http.client.HTTPException):
            return False
        return True

    def _spawn(self, listener: int) -> subprocess.Popen[bytes]:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MINISTACK_"))},
            **CREDENTIALS,
            "PYTHONPATH": str(PROJECT_ROOT),
            "SERVICES": SERVICES,
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            # The name in queue addresses; fixed, so that a saved queue keeps its address whatever the port is.
            "GATEWAY_PORT": "4566",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._directory / "engine"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._directory / "objects"),
            "LOG_LEVEL": "WARNING",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "DOCKER_HOST": "unix:///nonexistent",
        }
        with (self._directory / "engine.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "infra.local.engine.process", str(listener)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._directory,
                env=environment,
                pass_fds=[listener],
                start_new_session=True,
            )

    def _read_changes(self) -> None:
        process = self._process
        if process is None or process.stdout is None:
            return
        while changes := os.read(process.stdout.fileno(), 4096):
            self._on_change("".join(sorted(set(changes.decode("latin-1")))))
        process.stdout.close()

    def _ask(self, what: str, **query: str | int) -> dict[str, Json]:
        path = f"/_engine/{what}?{urllib.parse.urlencode(query)}"
        with self._connection() as connection:
            connection.request("POST", path)
            answer = connection.getresponse()
            body: dict[str, Json] = json.loads(answer.read())
        if answer.status != 200:
            raise EngineError(f"{what}: {body['error']}")
        return body

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
