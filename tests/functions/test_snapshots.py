"""Before its snapshot a function has everything ready: the first request after a restore builds no validator and no client."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.aws_in_process.environment import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ("contacts_api", "notifications_api", "settings_api", "links_api")
# As Lambda does: the runtime's module is there, and what was registered is called before the snapshot.
_PROGRAM = """
import importlib.machinery, json, sys, types
registered = []
runtime = types.ModuleType("snapshot_restore_py")
runtime.__spec__ = importlib.machinery.ModuleSpec("snapshot_restore_py", None)
runtime.register_before_snapshot = lambda function, *arguments: registered.append((function, arguments))
sys.modules["snapshot_restore_py"] = runtime
import boto3, botocore.httpsession, pydantic
def refuse(*_):
    raise SystemExit("AWS was asked for something")
botocore.httpsession.URLLib3Session.send = refuse
importlib.import_module(f"{sys.argv[1]}.app")
for function, arguments in registered:
    function(*arguments)
from contactbook.api.snapshots import _models
from contactbook.domain.base.values import Draft, Value
unfinished = [model.__name__ for model in _models(Value, Draft) if not model.__pydantic_complete__]
from contactbook.storage.base.item import Item
from contactbook.gateways import secrets
print(json.dumps({
    "registered": len(registered), "unfinished": unfinished, "table": Item._connection is not None,
    "secrets": secrets._client.cache_info().currsize, "keys": secrets.key_ring.cache_info().currsize,
    "phones": "phonenumbers.data.region_CY" in sys.modules,
}))
"""


def _prepared(function: str) -> dict[str, Any]:
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'functions'}"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, function], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("function", FUNCTIONS)
def test_everything_is_ready_before_the_snapshot_and_no_secret_is_in_it(function: str) -> None:
    assert _prepared(function) == {
        "registered": 1, "unfinished": [], "table": True, "secrets": 1, "keys": 0, "phones": True,
    }  # fmt: skip
