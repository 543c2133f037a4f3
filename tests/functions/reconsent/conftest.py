"""Who is asked again, and the form that they are asked with."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.library import keep_file

START = "/v1/consent/require-reconsent"


@pytest.fixture(autouse=True)
def form(world: World) -> None:
    keep_file("att_new")


def person(api: Api, name: str, *states: str, **fields: Any) -> str:
    """Create a person whose consent has gone through these states. Return the id."""
    contact_id = str(api.post("/v1/contacts", {"kind": "person", "first_name": name, **fields}).body["contact_id"])
    for state in states:
        assert api.put(f"/v1/contacts/{contact_id}/consent", {"state": state}).status == 200
    return contact_id
