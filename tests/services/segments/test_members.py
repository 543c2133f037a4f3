"""Members of segments in slices: their cost, and that none is missed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contactbook.domain.base.callers import job
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_contact
from tests.builders.notifications import a_reachable_contact
from tests.faults.counting import count_calls

TODAY = date(2026, 3, 2)


def store() -> Any:
    from contactbook.services.base.stores import open_store

    return open_store("acme")


def a_segment(criteria: dict[str, Any], now: datetime, of: str = "contact") -> Any:
    from contactbook.domain.base.callers import job
    from contactbook.domain.lists.lists import ContactList
    from contactbook.domain.segments.segments import SegmentDraft
    from contactbook.services.segments import segments
    from contactbook.storage.base import table

    if "lst_1" in str(criteria):
        made = ContactList(list_id="lst_1", name="L", created_at=now, updated_at=now)
        table.transact([store().lists.add_of("lst_1", made)])
    draft = SegmentDraft.model_validate({"name": "S", "of": of, "criteria": criteria})
    return segments.create_segment(store(), draft, by=job("test"), now=now)


def a_segment_again(criteria: dict[str, Any], now: datetime) -> Any:
    """Return a segment that names a list which `a_segment` has made."""
    from contactbook.domain.segments.segments import SegmentDraft
    from contactbook.services.segments import segments

    draft = SegmentDraft.model_validate({"name": f"S{criteria}", "of": "contact", "criteria": criteria})
    return segments.create_segment(store(), draft, by=job("test"), now=now)


def stored(*contacts: Any) -> None:
    from contactbook.services.stream import derived
    from contactbook.storage.base import table
    from contactbook.storage.stream.changes import RowChange

    acme = store()
    members = [put.row for one in contacts for put in acme.contacts.list_writes(one.contact_id, (), one.list_ids)]
    rows = [acme.contacts.row_of(one) for one in contacts]
    table.put_many([*rows, *members])
    derived.follow_changes(acme, [RowChange(None, row) for row in rows], datetime.now(tz=UTC))


def slices(segment: Any, limit: int) -> list[list[str]]:
    from contactbook.services.segments import members

    found: list[list[str]] = []
    after = None
    while True:
        page = members.page_of_members(store(), segment, by=job("test"), after=after, limit=limit, today=TODAY)
        found.append([member.contact.contact_id for member in page.members])
        after = page.after
        if after is None:
            return found


@pytest.mark.feature("S2.108")
@pytest.mark.parametrize(
    ("criteria", "fields", "calls"),
    [
        ({"field": "tags", "contains": "vip"}, {"tags": ["vip"]}, {"dynamodb.Query": 1}),
        (
            {"field": "list_ids", "contains": "lst_1"},
            {"list_ids": ["lst_1"]},
            {"dynamodb.Query": 1, "dynamodb.BatchGetItem": 1},
        ),
        (
            {"field": "kyc.expires_on", "within_days": 30},
            {"kyc": {"profile": "full", "state": "verified", "assigned_on": "2026-01-01", "expires_on": "2026-03-20"}},
            {"dynamodb.Query": 1, "dynamodb.BatchGetItem": 1},
        ),
    ],
)
def test_a_slice_costs_one_query_and_at_most_one_batch_read(
    world: World, now: datetime, criteria: dict[str, Any], fields: dict[str, Any], calls: dict[str, int]
) -> None:
    from contactbook.services.segments import members

    stored(*(a_reachable_contact(f"con_{place:03}", **fields) for place in range(20)))
    segment = a_segment(criteria, now)
    acme = store()
    acme.settings.current()

    with count_calls() as made:
        page = members.page_of_members(acme, segment, by=job("test"), after=None, limit=100, today=TODAY)

    assert made.counts == calls
    assert len(page.members) == 20


@pytest.mark.parametrize("limit", [1, 7, 25, 100])
def test_slices_of_any_size_return_every_member_once(world: World, now: datetime, limit: int) -> None:
    stored(*(a_contact(f"con_{place:03}", last_name=f"N{place:03}", tags=["vip"] if place % 3 else []) for place in range(25)))
    segment = a_segment({"field": "tags", "contains": "vip"}, now)

    found = [contact_id for one in slices(segment, limit) for contact_id in one]

    assert found == [f"con_{place:03}" for place in range(25) if place % 3]


def test_a_slice_without_members_still_returns_where_the_next_one_begins(world: World, now: datetime) -> None:
    stored(*(a_contact(f"con_{place:03}", last_name=f"N{place:03}", tags=["vip"] if place == 9 else []) for place in range(10)))

    found = slices(a_segment({"field": "tags", "contains": "vip"}, now), 3)

    assert [len(one) for one in found][:3] == [0, 0, 0]
    assert [one for one in found if one] == [["con_009"]]


@pytest.mark.feature("S2.141")
def test_an_anonymized_contact_is_never_a_member(world: World, now: datetime) -> None:
    stored(a_contact("con_001", erasure="anonymized"), a_contact("con_002"))

    assert slices(a_segment({"all": []}, now), 100) == [["con_002"]]


def test_a_deleted_contact_on_a_list_is_not_a_member(world: World, now: datetime) -> None:
    from contactbook.storage.base import table

    stored(a_reachable_contact("con_001", list_ids=["lst_1"]))
    table.put_many([_member_row("con_gone")])

    assert slices(a_segment({"field": "list_ids", "contains": "lst_1"}, now), 100) == [["con_001"]]


def _member_row(contact_id: str) -> Any:
    from contactbook.storage.base.rows import Row

    return Row(store().keys.list_member("lst_1", contact_id), "list_member", "{}")


def test_pages_for_a_caller_return_every_member_once(world: World, now: datetime) -> None:
    from contactbook.domain.base.callers import job
    from contactbook.services.segments import members

    stored(
        *(
            a_reachable_contact(f"con_{place:03}", last_name=f"N{place:03}", tags=["vip"] if place % 2 else [])
            for place in range(250)
        )
    )
    segment = a_segment({"field": "tags", "contains": "vip"}, now)
    found: list[str] = []
    after = None
    while True:
        page, after = members.page_of_visible_members(store(), segment, after=after, limit=30, by=job("test"), now=now)
        assert len(page) <= 30
        found += [member.contact_id for member in page]
        if after is None:
            break

    assert found == [f"con_{place:03}" for place in range(250) if place % 2]
    count, further = members.count_members(store(), segment, after=None, by=job("test"), now=now)
    assert (count.count, count.complete, further) == (125, True, None)


@pytest.mark.feature("S5.7", "S2.65")
def test_who_shares_an_address_at_which_a_list_was_left_is_no_member_by_that_list(world: World) -> None:
    left = {"address": "hash", "through": "preference_centre", "scopes": ["topic:lst_1"], "said_at": datetime.now(tz=UTC)}
    shares, other = (
        a_reachable_contact(f"con_{name}", list_ids=["lst_1"], refusals=marks) for name, marks in (("a", [left]), ("b", []))
    )
    stored(shares, other)
    now = datetime.now(tz=UTC)
    on_it = {"field": "list_ids", "contains": "lst_1"}
    assert slices(a_segment(on_it, now), 10) == [["con_b"]]
    nested = {"any": [on_it, {"field": "first_name", "is": "Nobody"}]}
    assert [one for page in slices(a_segment_again(nested, now), 10) for one in page] == ["con_b"]
    assert [one for page in slices(a_segment_again({"not": on_it}, now), 10) for one in page] == []
