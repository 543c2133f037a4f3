"""The documents for whoever runs an installation: every call of the AWS CLI in them exists (S8.8)."""

import re
from typing import Any

import pytest

from contactbook.api.identity import caller_of
from infra.operate.commands import parser
from tests.checks.runbook import alarms, wrong_calls
from tests.checks.template import RESOURCES, ROOT, TEMPLATE

DOCUMENTS = ("operate.md", "offboarding.md", "senders.md", "sam-local.md")


@pytest.mark.feature("S8.8")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_call_of_the_aws_cli_exists(name):
    text = (ROOT / "docs" / name).read_text()
    assert "aws " in text
    assert wrong_calls(text) == []


def test_the_page_about_deleting_names_what_stays():
    _, _, deleting = (ROOT / "docs" / "operate.md").read_text().partition("\n## Delete a stack\n")
    staying = {name for name, one in RESOURCES.items() if one.get("DeletionPolicy") == "Retain"}
    rows = deleting.split("| stays |")[1].split("\n\n")[0]
    assert {name for name in staying if f"`{name}`" in rows} == staying
    assert all(RESOURCES[name]["UpdateReplacePolicy"] == "Retain" for name in staying)


def test_the_page_has_every_command_and_no_other():
    commands = next(action.choices for action in parser()._actions if action.choices)
    _, _, text = (ROOT / "docs" / "operate.md").read_text().partition("\n## Commands\n")
    named = re.findall(r"[|`,] `([a-z-]+)[ `]", text.partition("\n## ")[0])
    assert {name for name in named if "-" in name or name in commands} == set(commands)


def test_the_page_names_every_parameter_without_a_default_and_counts_the_alarms():
    text = (ROOT / "docs" / "operate.md").read_text()
    asked = {name for name, one in TEMPLATE["Parameters"].items() if "Default" not in one}
    assert {name for name in asked if f"`{name}`" in text} == asked
    assert f"| {len(alarms())} alarms at " in text


def test_the_trigger_for_cognito_gives_the_claims():
    code = (ROOT / "docs" / "operate.md").read_text().split("```python\n")[1].split("```")[0]
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102 - a recipe of this page
    user = {"custom:tenant_id": "acme", "custom:role": "agent"}
    event = {
        "request": {"userAttributes": user, "groupConfiguration": {"groupsToOverride": ["sales", "support"]}},
        "response": {},
    }
    token = made["handler"](event, None)["response"]["claimsAndScopeOverrideDetails"]["accessTokenGeneration"]
    claims = {"sub": "user-1", "scope": " ".join(token["scopesToAdd"]), **token["claimsToAddOrOverride"]}
    caller = caller_of({"requestContext": {"authorizer": {"jwt": {"claims": claims}}}})
    assert caller.groups == {"sales", "support"}
    assert caller.scopes == {"contacts:read", "contacts:write"}
