"""Every line of docs/portal.md, run as a newcomer runs it. `make clients-test` runs those in TypeScript."""

import json
import os
import re
import subprocess
import sys
import uuid
from typing import Any

import pytest

from tests.scenarios.conftest import ROOT, Stack
from tests.scenarios.test_demo import shell

PAGE = (ROOT / "docs" / "portal.md").read_text("utf-8")
TYPESCRIPT = ROOT / "clients" / "typescript" / "test" / "portal.test.ts"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def environment(stack: Stack, tenant_id: str) -> dict[str, str]:
    return {"API": str(stack.http.base_url).rstrip("/"), "TENANT": tenant_id}


def printed_json(text: str) -> list[Any]:
    """Return the JSON values that were printed one after the other."""
    found, decoder = [], json.JSONDecoder()
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:].strip()
    return found


def test_the_lines_in_curl_lead_from_a_token_to_the_customers_own_page(stack: Stack) -> None:
    given = [f"export {name}={value}" for name, value in environment(stack, f"t{uuid.uuid4().hex[:12]}").items()]
    tenant, me, contact, page, count, refused, changed, stale, *_, webhook, webhooks, said = printed_json(
        shell("\n".join([*given, *blocks("sh")]))
    )
    assert tenant["name"] == "Acme"
    assert "contacts_create" in me["may"]
    assert contact["tags"] == ["vip"]
    assert set(page) == {"items", "next_cursor"}
    assert set(count) == {"count", "more"}
    assert [(one["field"], one["code"]) for one in refused["errors"]] == [("/emails/0/address", "invalid_email")]
    assert (changed["tags"], stale["status"], stale["code"]) == (["gold"], 412, "version_mismatch")
    assert (webhook["state"], [one["webhook_id"] for one in webhooks["items"]]) == ("unverified", [webhook["webhook_id"]])
    assert said["direct_marketing"] is False


def test_the_lines_in_python_do_the_same(stack: Stack) -> None:
    tenant_id = stack.tenant().tenant_id
    given = os.environ | environment(stack, tenant_id) | {"PYTHONPATH": str(ROOT / "clients" / "python")}
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks("python"))], env=given, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        "True",
        "True True",
        "['Note 0', 'Note 1', 'Note 2']",
        "[('/emails/0/address', 'invalid_email')]",
        "version_mismatch",
        "stored",
        "False",
        "not_found",
    ]


@pytest.mark.parametrize("number", range(7))
def test_the_lines_in_typescript_are_those_that_its_test_runs(number: int) -> None:
    wanted = blocks("ts")
    assert len(wanted) == 7
    assert wanted[number] in re.sub(r"(?m)^  ", "", TYPESCRIPT.read_text("utf-8"))
