"""`python -m infra.operate show` prints what the table holds, in clear."""

import json

import pytest

from infra.operate.__main__ import main
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api


def test_an_item_is_shown_with_its_document(world: World, api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Γεωργίου"}).body
    pk = f"TENANT#acme#CONTACT#{made['contact_id']}"
    assert main(["show", pk, "PROFILE"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["pk"], shown["sk"], shown["kind"], shown["version"]) == (pk, "PROFILE", "contact", 1)
    assert shown["document"]["last_name"] == "Γεωργίου"


def test_a_partition_is_shown_item_by_item(world: World, api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body
    assert main(["show", f"TENANT#acme#CONTACT#{made['contact_id']}"]) == 0
    shown = capsys.readouterr().out
    assert '"last_name": "Georgiou"' in shown
    assert '"action": "contact.created"' in shown


def test_a_missing_item_is_said_to_be_missing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "TENANT#acme#CONTACT#con_1", "PROFILE"]) == 1
    assert capsys.readouterr().err == "There is no such item.\n"
