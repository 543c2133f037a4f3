"""An earlier version of the code and this one work in turn on one table, in both directions (S8.5).

`UPGRADE_FROM` names the commit or tag of the earlier one, for `make test-deployed`; without it, it is the last tag, else 20 commits ago.
Both run with the libraries of this environment, each in a process of its own. Where the history is not there, the test is skipped.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.local.engine.engine import Engine
from infra.local.engine.stores import make_secrets, make_stores
from infra.local.functions.process import common_environment
from infra.local.template.template import Template
from tests.deployed.conftest import ROOT

pytestmark = [pytest.mark.deployed, pytest.mark.feature("S8.5")]

INVOKE = Path(__file__).with_name("invoke.py")
SAMPLE = json.loads((ROOT / "events" / "contacts_api" / "create_person.json").read_text())


@dataclass(frozen=True)
class Version:
    """One version of the code, on the one table."""

    root: Path
    environment: dict[str, str]

    def invoke(self, package: str, event: dict[str, Any]) -> Any:
        roots = [str(self.root / "functions"), str(self.root / "shared")]
        asked = {"roots": roots, "handler": f"{package}.app.handler", "event": event}
        command = [sys.executable, str(INVOKE)]
        done = subprocess.run(command, input=json.dumps(asked), env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout.splitlines()[-1])
        assert any(place.startswith(roots[1]) for place in answer["places"])
        return answer["answer"]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        event = json.loads(json.dumps(SAMPLE))
        event["rawPath"] = event["requestContext"]["http"]["path"] = path
        event["requestContext"]["http"]["method"] = method
        event["requestContext"]["authorizer"]["jwt"]["claims"]["scope"] += " audit:read"
        del event["headers"]["idempotency-key"]
        event["headers"] |= {name.replace("_", "-"): value for name, value in headers.items()}
        event["body"] = None if body is None else json.dumps(body)
        answer: dict[str, Any] = self.invoke("contacts_api", event)
        assert answer["statusCode"] < 300, answer
        return answer


def earlier(folder: Path) -> Path:
    """Unpack the earlier version into the folder. Skip the test if it is not in the history."""
    named = os.environ.get("UPGRADE_FROM") or _git("describe", "--tags", "--abbrev=0").decode().strip() or "HEAD~20"
    packed = _git("archive", "--format=tar", named, "functions", "shared")
    if not packed:
        pytest.skip(f"the history has no {named}; name one in UPGRADE_FROM")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False).stdout  # noqa: S607 - wherever git is


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Version, Version]]:
    old = earlier(tmp_path_factory.mktemp("earlier"))
    path = ROOT / "template.yaml"
    with Engine(tmp_path_factory.mktemp("engine"), lambda _: None) as engine:
        template = Template(path, engine.url, engine.url, make_secrets(engine, Template(path, engine.url, engine.url)))
        make_stores(engine, template)
        kept = {"PATH": os.environ["PATH"], "POWERTOOLS_METRICS_DISABLED": "true", "LOG_LEVEL": "ERROR"}
        environment = common_environment(template.functions()) | engine.environment() | kept
        yield Version(old, environment), Version(ROOT, environment)


def document(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["body"])
    return found


@pytest.mark.parametrize("first", [0, 1], ids=["the earlier one first", "this one first"])
def test_two_versions_change_one_contact_in_turn_and_lose_nothing(versions, first):
    one, other = versions[first], versions[1 - first]
    made = one.call("POST", "/v1/contacts", {"kind": "person", "last_name": f"Georgiou {first}", "tags": ["one"]})
    path = made["headers"]["Location"]
    before = document(other.call("GET", path))
    assert before["tags"] == ["one"]
    changed = other.call("PATCH", path, {"tags": ["one", "two"]}, if_match=made["headers"]["ETag"])
    again = one.call("PATCH", path, {"first_name": "Eleni"}, if_match=changed["headers"]["ETag"])
    found = [document(version.call("GET", path)) for version in (one, other)]
    assert [(contact["tags"], contact["first_name"], contact["version"]) for contact in found] == [
        (["one", "two"], "Eleni", 3)
    ] * 2
    assert again["headers"]["ETag"] == '"3"'
    for version in (one, other):
        chain = document(version.call("GET", f"{path}/audit/verify"))
        assert (chain["whole"], chain["checked"]) == (True, 3)


@pytest.mark.parametrize("job", ["kyc_expiry", "anonymization"])
def test_both_versions_take_the_messages_of_a_schedule(versions, job):
    event = json.loads((ROOT / "events" / job / "one_tenant.json").read_text())
    assert [version.invoke(job, event) for version in versions] == [{"batchItemFailures": []}] * 2
