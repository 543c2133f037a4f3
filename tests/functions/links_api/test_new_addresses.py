"""A yes through a link to an address that came after the person's no is not the person's (S5.3)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse
from tests.functions.links_api.test_pages import ONE_CLICK, Person, form

OLD, MINE = "eleni@example.com", "mine@example.com"
YES = {"form": "preferences", "direct_marketing": "on", "affiliate_marketing": "on", "channels": "shown", "channel_email": "on"}
NO = {"form": "preferences", "channels": "shown"}


def mailed(person: Person, purpose: str, address: str) -> str:
    return urlsplit(mailed_link(person.id, purpose, address=address)).path


def comes(api: Api, person: Person, way: str) -> None:
    """Give the contact a mailbox of the user."""
    if way == "account":
        account = {"name": "A", "contact_information": {"email": MINE}}
        assert api.post(f"/v1/contacts/{person.id}/accounts", account).status == 201
        return
    kept = [{"address": OLD, "type": "work"}] if way == "added" else []
    changed = api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": MINE, "primary": True}, *kept]})
    assert changed.status == 200, changed.text


def says_no(person: Person) -> None:
    assert form(person.link("preferences"), NO).status == 200
    assert form(person.link("unsubscribe") + "/one-click", ONE_CLICK).status == 200
    assert form(person.link("consent"), {"state": "rejected"}).status == 200


def stands(api: Api, person: Person) -> list[Any]:
    found = api.get(f"/v1/contacts/{person.id}/permissions").body["items"]
    return [item["allowed"] for item in found if item["scope"] in ("direct_marketing", "channel:email", "processing")]


def says_yes(person: Person, address: str) -> tuple[str, str]:
    consent = form(mailed(person, "consent", address), {"state": "accepted"})
    page = form(mailed(person, "preferences", address), YES)
    assert (consent.status, page.status) == (200, 200)
    return consent.text, page.text


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("way", ["account", "replaced", "added"])
def test_a_yes_from_a_mailbox_that_came_after_the_no_is_not_the_persons(api: Api, way: str) -> None:
    person = Person(api)
    says_no(person)
    comes(api, person, way)
    for text in says_yes(person, MINE):
        assert "switch things off" in text or "no longer yours" in text
    assert stands(api, person) == [False, False, False]
    api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": OLD, "primary": True}]})
    assert stands(api, person) == [False, False, False]
    says_yes(person, OLD)
    assert stands(api, person) == [True, True, True]


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("way", ["account", "replaced", "added"])
def test_a_yes_from_a_mailbox_that_was_there_before_the_no_is_the_persons(api: Api, way: str) -> None:
    person = Person(api)
    comes(api, person, way)
    says_no(person)
    says_yes(person, MINE)
    assert stands(api, person) == [True, True, True]


@pytest.mark.feature("S5.3")
def test_what_the_person_entered_itself_speaks_for_it(api: Api) -> None:
    person = Person(api)
    says_no(person)
    comes(Api(contact_id=person.id), person, "added")
    says_yes(person, MINE)
    assert stands(api, person) == [True, True, True]


@pytest.mark.feature("S5.3", "S5.4")
def test_a_no_of_another_at_an_address_is_not_answered_from_a_newer_mailbox(world: World, api: Api) -> None:
    from contactbook import clock

    person = Person(api)
    refuse(OLD, "one_click", at=clock.now())
    drain_stream(world)
    comes(api, person, "added")
    drain_stream(world)
    says_yes(person, MINE)
    assert stands(api, person)[0] is False
    says_yes(person, OLD)
    assert stands(api, person)[0] is True
