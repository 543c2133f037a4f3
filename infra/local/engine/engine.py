"""The engine that emulates AWS for the local stack: a child process, its clients, and operations that only an emulator has.

Only this folder depends on MiniStack. Another engine has to offer the same class.
"""

import http.client
import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import boto3
from botocore.client import BaseClient
from botocore.config import Config

from infra.local.engine.child import open_listener, spawn
from infra.local.engine.requests import EngineError, EngineRequests
from infra.local.template.account import CREDENTIALS, REGION
from infra.local.template.json_values import Json

START_WITHIN = 20.0
STOP_WITHIN = 30.0


class Engine(EngineRequests):
    """The engine process. It calls `on_change` with `q`, `t` or `o` after queues, tables or objects changed."""

    def __init__(self, state_directory: Path, on_change: Callable[[str], None]) -> None:
        super().__init__()
        self._directory = state_directory
        self._on_change = on_change

    @property
    def url(self) -> str:
        """Return the address for every AWS client."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the process and return when it answers. Raise EngineError if it does not."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with open_listener() as listener:
            self.port = int(listener.getsockname()[1])
            self._process = spawn(self._directory, listener.fileno())
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
        """End the process at once, like a power failure. Changes since the last save are lost."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def process_id(self) -> int | None:
        """Return the id of the process, or None if there is none."""
        return self._process.pid if self._process else None

    @property
    def is_alive(self) -> bool:
        """True while the process runs."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def client(self, service: str) -> Json:
        """Return a boto3 client for one service of the engine."""
        client: BaseClient = boto3.client(  # type: ignore[call-overload]  # boto3's stubs know literal names only
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
        """Return the environment variables that send every AWS client of this process to the engine."""
        return {
            **CREDENTIALS,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def _answers(self) -> bool:
        try:
            self.state()
        except (OSError, http.client.HTTPException):
            return False
        return True

    def _read_changes(self) -> None:
        process = self._process
        if process is None or process.stdout is None:
            return
        while changes := os.read(process.stdout.fileno(), 4096):
            self._on_change("".join(sorted(set(changes.decode("latin-1")))))
        process.stdout.close()
