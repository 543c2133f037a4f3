"""The template takes a restored table in the place of its own."""

from typing import Any

import pytest

from infra.local.template.intrinsics import Resolver
from tests.checks.template import GLOBALS, RESOURCES, TEMPLATE, events

COPY = "arn:aws:dynamodb:eu-west-1:123456789012:table/contactbook-restored"
STREAM = f"{COPY}/stream/2026-11-30T08:00:00.000"
OWN = "ContactsTable"


def resolved(value: Any, **given: str) -> Any:
    """Return a part of the template with its values, where a reference to a resource is the resource's name."""
    defaults = {name: one.get("Default", name) for name, one in TEMPLATE["Parameters"].items()}
    pseudo = {f"AWS::{name}": name for name in ("StackName", "Region", "AccountId", "Partition", "URLSuffix")}
    resolver = Resolver(TEMPLATE, {**pseudo, **defaults, **given}, lambda name: name, lambda name, of: f"{name}.{of}")
    return resolver.resolve(value)


@pytest.mark.feature("S8.7")
def test_with_a_restored_table_nothing_is_about_the_table_of_the_stack():
    others = [GLOBALS, TEMPLATE["Outputs"], *(one for name, one in RESOURCES.items() if name != OWN)]
    assert OWN in str(resolved(others))
    used = resolved(others, RestoredTableArn=COPY, RestoredTableStreamArn=STREAM)
    assert OWN not in str(used)
    assert used[0]["Environment"]["Variables"]["TABLE_NAME"] == "contactbook-restored"


@pytest.mark.feature("S8.7")
def test_the_stream_function_reads_the_stream_of_the_restored_table():
    (event,) = events("ContactEventsFunction", "DynamoDB")
    assert resolved(event, RestoredTableArn=COPY, RestoredTableStreamArn=STREAM)["Stream"] == STREAM
    # Without its stream the deployment must fail, and not read the stream of the other table.
    assert resolved(event, RestoredTableArn=COPY)["Stream"] == ""


def test_without_one_nothing_is_about_a_restored_table():
    assert resolved(RESOURCES["ReadTable"])["Properties"]["PolicyDocument"]["Statement"][0]["Resource"] == "ContactsTable.Arn"
    assert resolved(GLOBALS)["Environment"]["Variables"]["TABLE_NAME"] == OWN
