"""A function imports its own rooms: how many of our modules, and none of the libraries that only some of its requests need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.aws_in_process.environment import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
# Libraries that are imported where they are used.
HEAVY = ("phonenumbers", "email_validator", "python_calamine", "fpdf", "fontTools", "jinja2")
# Pages are compiled before the first visitor comes.
NEEDED = {"links_api": ["jinja2"]}
# Most of our own modules that a function imports at its start. One that needs more says why in its commit.
MOST = {
    "anonymization": 315, "bulk_changes": 271, "contact_events": 360, "contact_import": 387, "contacts_api": 542,
    "delivery_feedback": 230, "derived_rebuild": 230, "docs_api": 120, "kyc_expiry": 200, "links_api": 326, "merges": 155,
    "name_days": 190, "notification_planner": 245, "notification_sender": 296, "notifications_api": 340, "offboarding": 310,
    "reconsent": 200, "settings_api": 433, "sweeper": 355, "tenant_sync": 302, "uniqueness_build": 155, "uploads": 190,
    "webhooks": 120,
}  # fmt: skip
# Each function is imported by a copy of one process that has what all of them need, so that this costs no 23 starts.
_PROGRAM = """
import importlib, json, os, sys
import aws_lambda_powertools.event_handler, boto3, pydantic, pynamodb.models
import contactbook.services.base.stores
heavy, functions = json.loads(sys.argv[1])
for function in functions:
    if os.fork() == 0:
        importlib.import_module(f"{function}.app")
        ours = sum(name.startswith("contactbook.") for name in sys.modules)
        print(json.dumps([function, ours, [name for name in heavy if name in sys.modules]]), flush=True)
        os._exit(0)
    if os.wait()[1]:
        raise SystemExit(f"{function} could not be imported")
"""


@pytest.fixture(scope="module")
def imported() -> dict[str, tuple[int, list[str]]]:
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'functions'}"}
    asked = json.dumps([HEAVY, sorted(MOST)])
    done = subprocess.run([sys.executable, "-c", _PROGRAM, asked], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {function: (ours, heavy) for function, ours, heavy in map(json.loads, done.stdout.splitlines())}


def test_every_function_is_counted() -> None:
    assert set(MOST) == {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}


@pytest.mark.parametrize("function", MOST)
def test_a_function_imports_its_own_rooms_and_no_library_before_it_needs_it(
    imported: dict[str, tuple[int, list[str]]], function: str
) -> None:
    ours, heavy = imported[function]
    assert heavy == NEEDED.get(function, [])
    assert ours <= MOST[function]


def test_a_store_has_each_repository_that_its_types_name() -> None:
    from contactbook.storage.tenant_store import _MODULES, TenantStore, import_repositories

    import_repositories()
    named = {text.removeprefix("cached_property[").removesuffix("]") for text in TenantStore.__annotations__.values()}
    assert named == set(_MODULES)
    for name, module in _MODULES.items():
        assert hasattr(sys.modules[f"contactbook.storage.{module}"], name)


def test_a_repository_is_of_the_type_that_its_property_names() -> None:
    from pydantic import SecretStr

    from contactbook.domain.base.key_ring import KeyRing
    from contactbook.storage.tenant_store import TenantStore

    store = TenantStore("acme", KeyRing(current="1", secrets={"1": SecretStr("11" * 32)}), lambda: SecretStr("key"))
    for name, text in TenantStore.__annotations__.items():
        assert text == f"cached_property[{type(getattr(store, name)).__name__}]"
