"""The refusals of addresses as the entries of the automatic list."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import refuse, settle
from tests.builders.sending import contact, settings, store

ENTRIES = "/v1/suppression-lists/automatic/entries"


def entries(api: Any = None, **query: Any) -> list[dict[str, Any]]:
    return list((api or Api()).get(ENTRIES, **query).body["items"])


@pytest.mark.feature("S0.15")
def test_a_bounce_is_listed_with_the_address_of_who_has_it_and_can_be_removed(world: World) -> None:
    one, other = contact(1), contact(2, emails=[{"address": "c1@example.com"}])
    refuse("C1@example.com", contact_id=one, source="com_x")
    drain_stream(world)

    (entry,) = entries()

    assert (entry["email"], entry["phone"], entry["reason"], entry["source"]) == ("c1@example.com", None, "bounced", "com_x")
    assert store().contacts.get(one).refusals
    assert Api().delete(f"{ENTRIES}/{entry['entry_id']}").status == 204
    assert entries() == []
    assert store().contacts.get(one).refusals == ()
    actions = [found.action for found, _ in store().history.page(one, limit=1, after=None)[0]]
    assert actions == ["refusal.removed"]
    drain_stream(world)
    assert store().contacts.get(other).refusals == ()
    assert Api().delete(f"{ENTRIES}/{entry['entry_id']}").status == 404


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("through", ["complaint", "one_click", "anonymization"])
def test_what_a_person_said_is_not_removed(world: World, through: str) -> None:
    refuse("c1@example.com", through)
    (entry,) = entries()
    refused = Api().delete(f"{ENTRIES}/{entry['entry_id']}")
    assert (refused.status, refused.code) == (409, "refusal_stands")
    assert len(entries()) == 1


@pytest.mark.feature("S5.4")
def test_only_who_may_change_the_settings_removes_a_bounce(world: World) -> None:
    refuse("c1@example.com")
    (entry,) = entries()
    refused = Api(scopes=("communications:send",)).delete(f"{ENTRIES}/{entry['entry_id']}")
    assert (refused.status, refused.code) == (403, "missing_scope")
    assert len(entries()) == 1


@pytest.mark.feature("S2.127")
def test_a_bounce_of_no_contact_is_removed_with_an_audit_entry_of_the_tenant(world: World) -> None:
    refuse("c1@example.com")
    (entry,) = entries()
    assert Api().delete(f"{ENTRIES}/{entry['entry_id']}").status == 204
    (said,) = world.documents("tenant_history")
    assert (said["action"], said["subject"]) == ("suppression_list.entries_removed", "automatic")
    assert (said["actor"]["id"], said["fields"]) == ("user-1", ["entries"])


def test_a_removed_bounce_leaves_what_the_person_said(world: World) -> None:
    refuse("c1@example.com", "complaint")
    refuse("c1@example.com", "bounce")
    (entry,) = entries()
    assert Api().delete(f"{ENTRIES}/{entry['entry_id']}").status == 204
    assert [found["reason"] for found in entries()] == ["complained"]


def test_a_bounce_of_nobody_is_removed(world: World) -> None:
    refuse("gone@example.com", contact_id="con_gone")
    (entry,) = entries()
    assert Api().delete(f"{ENTRIES}/{entry['entry_id']}").status == 204
    assert entries() == []


@pytest.mark.feature("S5.4")
def test_an_entry_shows_no_address_of_a_contact_that_the_caller_may_not_see(world: World) -> None:
    settings("groups", {"groups": ["sales"], "collaborations": []})
    one = contact(1, owned_by_group="sales")
    refuse("c1@example.com", contact_id=one)
    (hidden,) = entries()
    (shown,) = entries(Api(groups=("sales",)))
    assert (hidden["email"], shown["email"]) == (None, "c1@example.com")


@pytest.mark.feature("S2.141", "S5.4")
def test_no_plain_address_is_left_after_an_erasure_also_not_a_former_one(world: World) -> None:
    one = contact(1, emails=[{"address": "former@example.com"}])
    refuse("former@example.com", contact_id=one)
    settle(one)
    Api().patch(f"/v1/contacts/{one}", {"emails": [{"address": "present@example.com"}]})
    drain_stream(world)
    assert Api().post(f"/v1/contacts/{one}/anonymize").status in (200, 202)
    drain_stream(world)
    kept = [item for item in world.items() if "#REFUSED#" in item["pk"]["S"]]
    assert len(kept) == 2
    assert not [item for item in kept if "former" in str(item) or "present" in str(item)]
    assert {(entry["email"], entry["reason"]) for entry in entries()} == {(None, "bounced"), (None, "suppressed")}


def test_entries_come_in_pages(world: World) -> None:
    for number in range(5):
        refuse(f"c{number}@example.com")
    first = Api().get(ENTRIES, limit=3).body
    second = Api().get(ENTRIES, limit=3, cursor=first["next_cursor"]).body
    assert len({entry["entry_id"] for entry in first["items"] + second["items"]}) == 5


def test_another_tenant_sees_none(world: World) -> None:
    refuse("c1@example.com")
    assert entries(Api(tenant_id="acme-corp")) == []
