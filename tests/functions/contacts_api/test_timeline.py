"""The timeline of a contact: changes, communications and notes in one list."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import BODIES, at, contact, notification_type, set_up

NOW = datetime.fromisoformat("2026-12-01T09:00:00+00:00")


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def history_of_five(api: Api) -> str:
    """Return a contact with, from its first hour on: a creation, a note, a message, a change, and another note."""
    with at(NOW):
        contact_id = contact(1)
    path = f"/v1/contacts/{contact_id}"
    type_id = notification_type(api)
    message = {"bodies": BODIES, "channel": "print", "notification_type_id": type_id, "scheduled_for": "2027-01-01T00:00:00Z"}
    with at(NOW + timedelta(hours=1)):
        assert api.post(f"{path}/notes", {"text": "First"}).status == 201
    with at(NOW + timedelta(hours=2)):
        assert api.post(f"{path}/communications", message).status == 201
    with at(NOW + timedelta(hours=3)):
        assert api.patch(path, {"first_name": "Eleni"}).status == 200
    with at(NOW + timedelta(hours=4)):
        assert api.post(f"{path}/notes", {"text": "Last"}).status == 201
    return path


def every_page(api: Api, path: str, limit: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = api.get(f"{path}/timeline", limit=limit, **cursor)
        assert answer.status == 200, answer.text
        assert len(answer.body["items"]) <= limit
        found += answer.body["items"]
        if answer.body["next_cursor"] is None:
            return found
        cursor = {"cursor": answer.body["next_cursor"]}


def test_a_timeline_shows_everything_once_and_newest_first(world: World, api: Api) -> None:
    path = history_of_five(api)
    whole = every_page(api, path, 100)
    assert [one["at"] for one in whole] == sorted((one["at"] for one in whole), reverse=True)
    told = {
        (
            one["kind"],
            one["change"]["action"] if one["change"] else one["note"]["text"] if one["note"] else one["communication"]["state"],
        )
        for one in whole
    }
    assert told == {
        ("note", "First"),
        ("note", "Last"),
        ("communication", "queued"),
        ("change", "contact.created"),
        ("change", "contact.changed"),
        ("change", "note.added"),
        ("change", "communication.queued"),
    }
    assert len(whole) == 8
    for limit in (1, 2, 3):
        paged = every_page(api, path, limit)
        assert [one["at"] for one in paged] == [one["at"] for one in whole]
        assert sorted(map(str, paged)) == sorted(map(str, whole))


def test_changes_are_for_who_may_read_the_audit(world: World, api: Api) -> None:
    path = history_of_five(api)
    reader = Api(scopes=("contacts:read",))
    assert [one["kind"] for one in every_page(reader, path, 2)] == ["note", "communication", "note"]
    assert Api(scopes=("audit:read",)).get(f"{path}/timeline").status == 403


@pytest.mark.feature("S3.14")
def test_a_contact_of_another_group_has_no_timeline_to_see(world: World, api: Api) -> None:
    contact_id = contact(1, owned_by_group="sales")
    assert api.get(f"/v1/contacts/{contact_id}/timeline").status == 404
    assert Api(groups=("sales",)).get(f"/v1/contacts/{contact_id}/timeline").status == 200


def test_a_page_of_large_changes_ends_short_and_goes_on(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    path = history_of_five(api)
    monkeypatch.setattr("contactbook.services.audit.timeline._MOST_BYTES", 1)
    first = api.get(f"{path}/timeline", limit=100).body
    assert (0 < len(first["items"]) < 8, first["next_cursor"] is None) == (True, False)
    assert len(every_page(api, path, 100)) == 8
