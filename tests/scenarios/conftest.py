"""Scenarios use HTTP against the local stack, which is started once as its own process, as a newcomer starts it."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.pages.conftest import browse, chromium

__all__ = ["browse", "chromium"]

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Portal:
    """A caller of one tenant over HTTP."""

    http: httpx.Client
    tenant_id: str
    token: str

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        sent = {"authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.request(method, path, json=body, headers=sent)

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None, status: int = 201) -> Any:
        answer = self.call("POST", path, body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def put(self, path: str, body: Any) -> Any:
        answer = self.call("PUT", path, body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def has_sender(self) -> "Portal":
        """Register a domain for the tenant and send from it."""
        domain = f"{self.tenant_id}.example"
        self.post("/v1/sending-identities", {"domain": domain})
        self.put("/v1/settings/senders", {"email": {"from_name": self.tenant_id, "from_address": f"news@{domain}"}})
        return self


@dataclass(frozen=True)
class Stack:
    """The running local stack."""

    http: httpx.Client

    def portal(self, tenant_id: str, **claims: Any) -> Portal:
        answer = self.http.post("/_local/token", json={"tenant_id": tenant_id, "user_id": "user-1"} | claims)
        return Portal(self.http, tenant_id, answer.json()["access_token"])

    def tenant(self, name: str = "Acme", **said: Any) -> Portal:
        """Register a new tenant, so that scenarios do not share records. Return a caller for it."""
        tenant_id = f"t{uuid.uuid4().hex[:12]}"
        operator = self.portal("operations", scope="platform:admin")
        operator.post("/v1/tenants", {"tenant_id": tenant_id, "name": name, "time_zone": "Europe/Nicosia"} | said)
        return self.portal(tenant_id)

    def drain(self) -> None:
        assert self.http.post("/_local/drain").json()["drained"]

    def fire(self, schedule: str) -> None:
        assert self.http.post(f"/_local/schedules/{schedule}/fire").is_success
        self.drain()

    def outbox(self, **query: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.http.get("/_local/outbox", params=query).json()["items"]
        return items

    def set_clock(self, now: str) -> None:
        assert self.http.put("/_local/clock", json={"now": now}).is_success

    def reset_clock(self) -> None:
        assert self.http.delete("/_local/clock").is_success


@pytest.fixture(scope="session")
def running_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    # Without the variables that send in-process tests to their AWS.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POWERTOOLS_"))} | {
        "PORT": "0"
    }
    command = [sys.executable, "-m", "infra.local", "--state", str(tmp_path_factory.mktemp("stack"))]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        url = next(found.group(0) for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        with httpx.Client(base_url=url, timeout=60) as http:
            yield Stack(http)
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close() if process.stdout else None


@pytest.fixture
def stack(running_stack: Stack) -> Iterator[Stack]:
    """Yield the running stack. Its clock returns to real time afterwards."""
    yield running_stack
    running_stack.reset_clock()
