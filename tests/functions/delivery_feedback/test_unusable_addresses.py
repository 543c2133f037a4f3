"""Which reports make an address unusable: permanent ones, and soft bounces in a row (S5.10)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.feedback import bounced, complained, delivered, tell
from tests.builders.sending import at, contact, drain, run_body, set_up, settings, store
from tests.faults.counting import count_calls

T0 = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tenant(world: World) -> Iterator[None]:
    set_up()
    with at(T0):
        yield


def hours(number: int) -> datetime:
    return T0 + timedelta(hours=number)


def sent(world: World, api: Api, contact_id: str, times: int) -> list[dict[str, Any]]:
    """Send the contact so many messages; return their communications in the order of sending."""
    body = run_body(api, {"contact_ids": [contact_id]})
    before = {one["communication_id"] for one in world.documents("communication")}
    for _ in range(times):
        api.post("/v1/notification-runs", body)
        drain(world)
    new = [one for one in world.documents("communication") if one["communication_id"] not in before]
    assert len(new) == times
    return new


def is_unusable(contact_id: str) -> bool:
    return any("unusable" in mark.scopes for mark in store().contacts.get(contact_id).refusals)


def limit(number: int) -> None:
    kept = store().settings.fresh().senders.model_dump(mode="json")
    settings("senders", kept | {"soft_bounce_limit": number})


@pytest.mark.feature("S5.10")
@pytest.mark.parametrize("kind", ["not-spam"])
def test_who_rescues_a_mail_from_the_spam_folder_refuses_nothing(world: World, api: Api, kind: str) -> None:
    contact_id = contact(1)
    (found,) = sent(world, api, contact_id, 1)
    before = world.items()
    tell(complained(found, T0, kind=kind))
    assert world.items() == before


@pytest.mark.feature("S5.10")
def test_a_permanent_status_inside_a_transient_bounce_makes_the_address_unusable(world: World, api: Api) -> None:
    contact_id = contact(1)
    (found,) = sent(world, api, contact_id, 1)
    tell(bounced(found, T0, status="5.4.4"))
    assert is_unusable(contact_id)


@pytest.mark.feature("S5.10")
@pytest.mark.parametrize("sub_type", ["OnAccountSuppressionList", "Suppressed"])
def test_what_ses_suppressed_by_itself_is_no_bounce_of_the_tenant(world: World, api: Api, sub_type: str) -> None:
    contact_id = contact(1)
    (found,) = sent(world, api, contact_id, 1)
    tell(bounced(found, T0, kind="Permanent", sub_type=sub_type, status="5.1.1"))
    assert store().contacts.get(contact_id).refusals == ()
    read = api.get(f"/v1/communications/{found['communication_id']}").body
    assert (read["state"], read["reason"]) == ("failed", "suppressed_by_provider")


@pytest.mark.feature("S5.10")
def test_a_complaint_that_ses_derived_from_its_own_list_is_none_of_the_tenant(world: World, api: Api) -> None:
    contact_id = contact(1)
    (found,) = sent(world, api, contact_id, 1)
    tell(complained(found, T0, sub_type="OnAccountSuppressionList"))
    assert store().contacts.get(contact_id).refusals == ()


@pytest.mark.feature("S5.10")
def test_five_soft_bounces_in_a_row_make_the_address_unusable(world: World, api: Api) -> None:
    contact_id = contact(1)
    found = sent(world, api, contact_id, 5)
    for place, one in enumerate(found[:4]):
        tell(bounced(one, hours(place)))
        tell(bounced(one, hours(place)))
    assert not is_unusable(contact_id)
    tell(bounced(found[4], hours(4)))
    assert is_unusable(contact_id)
    after = world.items()
    for place, one in enumerate(found):
        tell(bounced(one, hours(place)))
    assert world.items() == after


@pytest.mark.feature("S5.10")
def test_the_tenant_sets_how_many_and_other_contacts_with_the_address_count(world: World, api: Api) -> None:
    limit(2)
    one, other = contact(1), contact(2, emails=[{"address": "C1@example.com"}])
    tell(bounced(sent(world, api, one, 1)[0], hours(0)))
    tell(bounced(sent(world, api, other, 1)[0], hours(1)))
    assert is_unusable(other)


@pytest.mark.feature("S5.10")
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_delivery_in_between_breaks_the_row_in_whatever_order_it_is_told(
    world: World, api: Api, order: tuple[int, ...]
) -> None:
    limit(2)
    contact_id = contact(1)
    first, between, last = sent(world, api, contact_id, 3)
    reports = [bounced(first, hours(0)), delivered(between, hours(1)), bounced(last, hours(2))]
    for place in order:
        tell(reports[place])
    assert not is_unusable(contact_id)
    (further,) = sent(world, api, contact_id, 1)
    tell(bounced(further, hours(3)))
    assert is_unusable(contact_id)


@pytest.mark.feature("S5.10")
def test_a_removed_bounce_begins_to_count_anew(world: World, api: Api) -> None:
    limit(2)
    contact_id = contact(1)
    found = sent(world, api, contact_id, 2)
    tell(*(bounced(one, hours(place)) for place, one in enumerate(found)))
    (entry,) = api.get("/v1/suppression-lists/automatic/entries").body["items"]
    assert api.delete(f"/v1/suppression-lists/automatic/entries/{entry['entry_id']}").status == 204
    (further,) = sent(world, api, contact_id, 1)
    tell(bounced(further, hours(3)))
    assert not is_unusable(contact_id)


@pytest.mark.feature("S5.10")
def test_a_delivery_costs_no_request_more(world: World, api: Api) -> None:
    contact_id = contact(1)
    first, second = sent(world, api, contact_id, 2)
    tell(bounced(first, hours(0)))
    with count_calls() as calls:
        tell(delivered(second, hours(1)))
    assert len(calls.names) == 2
