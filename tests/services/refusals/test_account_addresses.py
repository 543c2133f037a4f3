"""The addresses of accounts refuse as those of contacts do; and a user's no leaves an address that was lost (S5.4)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.services.refusals.following import mark_holders
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse
from tests.builders.sending import at, contact, drain, set_up, settings, start_run, store

OFFICE = "office@example.com"
WHOSE = ["its own", "its account's"]


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()
    settings("preferences", {"direct_marketing": True})


def account(api: Api, contact_id: str, address: str = OFFICE) -> str:
    made = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A", "contact_information": {"email": address}})
    assert made.status == 201, made.text
    return str(made.body["account_id"])


def holder(world: World, api: Api, number: int, whose: str) -> str:
    """Return a contact whose messages go to the office's address."""
    if whose == "its own":
        one = contact(number, emails=[{"address": OFFICE}], preferences={})
    else:
        one = contact(number, emails=[], preferences={})
        account(api, one)
    drain_stream(world)
    return one


def why_skipped(world: World, api: Api, contact_id: str) -> dict[str, int]:
    of_account = bool(api.get(f"/v1/contacts/{contact_id}/accounts").body["items"])
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="account_report" if of_account else "contact_report")
    drain(world)
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


def refused_at(address: str) -> set[str]:
    found = store().refusals.get_many([store().refusals.name_of(address)]).values()
    return {scope for refusal in found for scope in refusal.scopes}


@pytest.mark.feature("S5.4", "S5.8")
@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("by", ["user", "portal", "rejected"])
def test_a_no_of_an_accounts_contact_holds_for_whoever_is_reached_at_its_address(
    world: World, api: Api, by: str, whose: str
) -> None:
    said, other = holder(world, api, 1, "its account's"), holder(world, api, 2, whose)
    assert why_skipped(world, api, other) == {}
    if by == "rejected":
        assert api.put(f"/v1/contacts/{said}/consent", {"state": "rejected"}).status == 200
    else:
        caller = api if by == "user" else Api(contact_id=said)
        assert caller.put(f"/v1/contacts/{said}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    assert list(why_skipped(world, api, other)) == ["refused_by_address" if by == "rejected" else "direct_marketing_opted_out"]


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("how", ["opened", "changed"])
def test_an_address_that_an_account_gets_later_is_refused_too(world: World, api: Api, how: str) -> None:
    one = contact(1, emails=[], preferences={})
    known = account(api, one, "former@example.com") if how == "changed" else ""
    assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    if how == "opened":
        account(api, one)
    else:
        changed = {"contact_information": {"email": OFFICE}}
        assert api.patch(f"/v1/accounts/{known}", changed).status == 200
    drain_stream(world)
    assert refused_at(OFFICE) == {"direct_marketing"}


@pytest.mark.feature("S5.4", "S5.8")
@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("through", ["bounce", "complaint", "one_click"])
def test_what_is_said_at_an_accounts_address_holds_for_whoever_is_reached_there(
    world: World, api: Api, through: str, whose: str
) -> None:
    other = holder(world, api, 2, whose)
    if through == "one_click":
        said = holder(world, api, 1, "its account's")
        page = mailed_link(said, "unsubscribe", address=OFFICE).partition("example")[2]
        answer = Api(anonymous=True).call(
            "POST",
            f"{page}/one-click",
            raw="List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status == 200
    else:
        refuse(OFFICE, through)
        mark_holders(store(), OFFICE, clock.now())
    drain_stream(world)
    expected = {"bounce": {"bounced", "no_address"}, "complaint": {"complained"}, "one_click": {"direct_marketing_opted_out"}}
    assert set(why_skipped(world, api, other)) & expected[through]


@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("loses", ["changes", "merged and changes"])
def test_a_users_yes_lifts_its_no_at_an_address_that_was_lost(world: World, api: Api, loses: str, whose: str) -> None:
    other = contact(2, emails=[{"address": OFFICE}], preferences={})
    said = holder(world, api, 1, whose)
    assert api.put(f"/v1/contacts/{said}/preferences", {"direct_marketing": False}).status == 200
    drain_stream(world)
    assert refused_at(OFFICE) == {"direct_marketing"}
    with at(clock.now() + timedelta(hours=1)):
        if loses == "merged and changes":
            into = contact(3, emails=[{"address": "third@example.com"}], preferences={})
            assert api.post(f"/v1/contacts/{into}/merge", {"source_ids": [said]}).status == 200
            said = into
        lose(api, said, whose)
        drain_stream(world)
        assert why_skipped(world, api, other) == {"direct_marketing_opted_out": 1}
        assert api.put(f"/v1/contacts/{said}/preferences", {"direct_marketing": True}).status == 200
        drain_stream(world)
        assert (refused_at(OFFICE), why_skipped(world, api, other)) == (set(), {})


def lose(api: Api, contact_id: str, whose: str) -> None:
    gone: dict[str, Any] = {"emails": [{"address": "new@example.com"}]}
    if whose == "its own":
        assert api.patch(f"/v1/contacts/{contact_id}", gone).status == 200
        return
    (account_id,) = [one["account_id"] for one in api.get(f"/v1/contacts/{contact_id}/accounts").body["items"]]
    changed = {"contact_information": {"email": "new@example.com"}}
    assert api.patch(f"/v1/accounts/{account_id}", changed).status == 200
