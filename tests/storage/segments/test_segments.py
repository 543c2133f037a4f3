"""Slices of the partitions that hold the members of segments."""

from datetime import date
from typing import Any

import pytest

from contactbook.domain.segments.segments import EveryContact, KycExpiring, ListMembers, MemberSource
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.builders.notifications import a_contact

KYC = {"profile": "full", "state": "verified", "assigned_on": "2026-01-01"}


def stored(*contacts: Any) -> Any:
    acme = open_store("acme")
    members = [put.row for one in contacts for put in acme.contacts.list_writes(one.contact_id, (), one.list_ids)]
    table.put_many([*(acme.contacts.row_of(one) for one in contacts), *members])
    return acme.segments


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        (EveryContact(), ["con_1", "con_2", "con_3", "con_4"]),
        (ListMembers("lst_1"), ["con_1", "con_3"]),
        (KycExpiring(date(2026, 3, 1), date(2026, 3, 31)), ["con_2", "con_3"]),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 10])
def test_slices_of_a_source_return_each_contact_once(world: World, source: MemberSource, ids: list[str], limit: int) -> None:
    segments = stored(
        a_contact("con_1", last_name="A", list_ids=["lst_1"]),
        a_contact("con_2", last_name="B", kyc=KYC | {"expires_on": "2026-03-01"}),
        a_contact("con_3", last_name="C", list_ids=["lst_1"], kyc=KYC | {"expires_on": "2026-03-31"}),
        a_contact("con_4", last_name="D", kyc=KYC | {"expires_on": "2026-04-01"}),
    )
    found: list[str] = []
    after = None
    while True:
        page = segments.slice_of(source, limit=limit, after=after)
        found += [one.contact.contact_id for one in page.contacts]
        after = page.after
        if after is None:
            break
    assert found == ids


def test_a_page_can_begin_after_any_contact_of_a_slice(world: World) -> None:
    segments = stored(*(a_contact(f"con_{number}", last_name=f"N{number}") for number in range(4)))
    first = segments.slice_of(EveryContact(), limit=4, after=None)
    again = segments.slice_of(EveryContact(), limit=4, after=first.contacts[1].after)
    assert [one.contact.contact_id for one in again.contacts] == ["con_2", "con_3"]


def test_a_deleted_contact_on_a_list_is_left_out(world: World) -> None:
    segments = stored(a_contact("con_1", list_ids=["lst_1"]))
    acme = open_store("acme")
    table.put_many([put.row for put in acme.contacts.list_writes("con_gone", (), ["lst_1"])])
    assert [one.contact.contact_id for one in segments.slice_of(ListMembers("lst_1"), limit=9, after=None).contacts] == ["con_1"]
