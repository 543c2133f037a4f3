"""Undo and cancel of somebody else's import: who may, what it touches, and in whose name (S8.3)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import COLUMNS, contacts, imported, start, work
from tests.builders.sending import settings

SUPER = Api(user_id="importer", super_user=True)
SALES = Api(user_id="sam", groups=("sales",))
SUPPORT = Api(user_id="uma", groups=("support",))
FILE = "First,Last,Mail,News,Group\nEleni,Georgiou,eleni@example.com,,sales\nMaria,Ioannou,maria@example.com,,support\n"


@pytest.fixture(autouse=True)
def _groups(world: World) -> None:
    settings("groups", {"groups": ["sales", "support", "service"], "collaborations": []})


def by_name(world: World) -> dict[str, dict[str, Any]]:
    return {one["first_name"]: one for one in contacts(world)}


def file_of_two_groups(world: World, **said: Any) -> dict[str, Any]:
    return imported(world, SUPER, FILE, columns=COLUMNS | {"owned_by_group": "Group"}, **said)


@pytest.mark.feature("S8.3")
def test_an_undo_takes_back_only_what_the_caller_may_change_and_in_the_callers_name(world: World) -> None:
    run = file_of_two_groups(world)
    eleni, maria = (by_name(world)[name]["contact_id"] for name in ("Eleni", "Maria"))
    at = f"/v1/imports/{run['import_id']}"
    assert SUPPORT.get(f"/v1/contacts/{eleni}").status == 404
    assert SUPPORT.post(f"{at}/undo").status == 202
    work(world)
    assert list(by_name(world)) == ["Eleni"]
    undo = SUPPORT.get(at).body["undo"]
    assert (undo["state"], undo["taken_back"], undo["left"]) == ("finished", 1, 1)
    left = {"line": 2, "reason": "not_permitted"}
    assert SUPPORT.get(f"{at}/left").body["items"] == [left | {"contact_id": None}]
    assert SALES.get(f"{at}/left").body["items"] == [left | {"contact_id": eleni}]
    entries = SUPER.get("/v1/audit", user_id="uma").body["items"]
    assert [one["contact_id"] for one in entries if one["action"] == "contact.deleted"] == [maria]


@pytest.mark.feature("S8.3")
def test_somebody_with_more_rights_takes_back_the_rest(world: World) -> None:
    at = f"/v1/imports/{file_of_two_groups(world)['import_id']}"
    SUPPORT.post(f"{at}/undo")
    work(world)
    again = SUPPORT.post(f"{at}/undo")
    assert (again.status, again.body["undo"]["state"]) == (202, "finished")
    assert SUPER.post(f"{at}/undo").body["undo"]["state"] == "waiting"
    work(world)
    assert contacts(world) == []
    assert SUPER.get(at).body["undo"]["left"] == 0
    assert SUPER.get(f"{at}/left").body["items"] == []


@pytest.mark.feature("S8.3", "S2.10")
def test_an_undo_needs_the_clearance_for_each_contact(world: World) -> None:
    settings("privacy_levels", {"rules": [{"when": {"field": "last_name", "is": "Georgiou"}, "level": 3}], "default": 0})
    at = f"/v1/imports/{imported(world, Api(groups=('sales',)), FILE)['import_id']}"
    assert Api(user_id="other", groups=("sales",)).post(f"{at}/undo").status == 202
    work(world)
    assert list(by_name(world)) == ["Eleni"]


@pytest.mark.feature("S8.3")
def test_who_may_cancel_an_import(world: World) -> None:
    of_sales, of_all, of_nobody = (start(who, FILE).headers["Location"] for who in (SALES, SUPER, Api(user_id="nick")))
    assert [SUPPORT.post(f"{at}/cancel").status for at in (of_sales, of_all, of_nobody)] == [404, 404, 200]
    colleague = Api(user_id="sue", groups=("sales", "service"))
    cancelled = colleague.post(f"{of_sales}/cancel")
    assert (cancelled.body["state"], cancelled.body["cancelled_by"]) == ("cancelled", {"type": "user", "id": "sue"})
    assert SUPER.post(f"{of_all}/cancel").status == 200
