"""A yes through a link to an address that came after the person's no is not the person's (S5.3)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.refusals import mailed_link, refuse
from tests.builders.sending import store
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


def says_no(world: World, person: Person) -> None:
    """Say no on each page. The stream notes it at every address that the contact has."""
    assert form(person.link("preferences"), NO).status == 200
    assert form(person.link("unsubscribe") + "/one-click", ONE_CLICK).status == 200
    assert form(person.link("consent"), {"state": "rejected"}).status == 200
    drain_stream(world)


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
def test_a_yes_from_a_mailbox_that_came_after_the_no_is_not_the_persons(world: World, api: Api, way: str) -> None:
    person = Person(api)
    says_no(world, person)
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
def test_a_yes_from_a_mailbox_that_was_there_before_the_no_is_the_persons(world: World, api: Api, way: str) -> None:
    person = Person(api)
    comes(api, person, way)
    says_no(world, person)
    says_yes(person, MINE)
    assert stands(api, person) == [True, True, True]


@pytest.mark.feature("S5.3")
def test_what_the_person_entered_itself_speaks_for_it(world: World, api: Api) -> None:
    person = Person(api)
    says_no(world, person)
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


def made(api: Api, *emails: str, phone: str | None = None) -> str:
    body: dict[str, Any] = {"kind": "person", "last_name": "G", "emails": [{"address": one} for one in emails]}
    answer = api.post("/v1/contacts", body | ({"phones": [{"number": phone}]} if phone else {}))
    assert answer.status == 201, answer.text
    return str(answer.body["contact_id"])


def yes_through(contact_id: str, address: str) -> None:
    page = form(urlsplit(mailed_link(contact_id, "preferences", address=address)).path, YES)
    assert page.status == 200, page.text


def permits(api: Api, contact_id: str) -> bool:
    found = api.get(f"/v1/contacts/{contact_id}/permissions").body["items"]
    return all(item["allowed"] for item in found if item["scope"] in ("direct_marketing", "channel:email", "processing"))


@pytest.mark.feature("S5.3", "S5.4", "S5.5")
@pytest.mark.parametrize("way", ["made with it", "made before, and given it"])
def test_a_new_contact_with_the_address_does_not_answer_from_the_users_mailbox(world: World, api: Api, way: str) -> None:
    before = made(api, MINE) if way != "made with it" else None
    person = Person(api)
    says_no(world, person)
    drain_stream(world)
    if before is None:
        contact_id = made(api, MINE, OLD)
    else:
        contact_id = before
        given = {"emails": [{"address": MINE, "primary": True}, {"address": OLD, "type": "work"}]}
        assert api.patch(f"/v1/contacts/{contact_id}", given).status == 200
    drain_stream(world)
    yes_through(contact_id, MINE)
    drain_stream(world)
    assert not permits(api, contact_id)
    yes_through(contact_id, OLD)
    form(urlsplit(mailed_link(contact_id, "consent", address=OLD)).path, {"state": "accepted"})
    drain_stream(world)
    assert permits(api, contact_id)


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("made_first", [True, False])
@pytest.mark.parametrize("survives", ["theirs", "mine"])
def test_a_merge_brings_no_mailbox_that_answers_for_the_person(
    world: World, api: Api, *, made_first: bool, survives: str
) -> None:
    mine = made(api, MINE) if made_first else ""
    person = Person(api)
    says_no(world, person)
    drain_stream(world)
    mine = mine or made(api, MINE)
    survivor, source = (person.id, mine) if survives == "theirs" else (mine, person.id)
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merged.status == 200, merged.text
    drain_stream(world)
    yes_through(survivor, MINE)
    consent = form(urlsplit(mailed_link(survivor, "consent", address=MINE)).path, {"state": "accepted"})
    assert consent.status == 200
    assert not permits(api, survivor)
    # The person's own mailbox speaks for it still.
    yes_through(survivor, OLD)
    form(urlsplit(mailed_link(survivor, "consent", address=OLD)).path, {"state": "accepted"})
    assert permits(api, survivor)


@pytest.mark.feature("S5.3")
def test_a_merge_that_is_undone_leaves_each_mailbox_as_old_as_it_was(world: World, api: Api) -> None:
    mine, person = made(api, MINE), Person(api)
    comes(api, person, "added")
    says_no(world, person)
    before = [store().contacts.get(one).gained for one in (mine, person.id)]
    merged = api.post(f"/v1/contacts/{mine}/merge", {"source_ids": [person.id]}).body
    assert len(store().contacts.get(mine).gained) == 2
    assert api.post(f"/v1/merges/{merged['merge_id']}/undo").status == 200
    assert [store().contacts.get(one).gained for one in (mine, person.id)] == before


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("survives", ["theirs", "mine"])
@pytest.mark.parametrize("made_first", [True, False])
def test_a_no_in_the_portal_is_not_answered_from_a_mailbox_that_came_since(
    world: World, api: Api, *, made_first: bool, survives: str
) -> None:
    mine = made(api, MINE) if made_first else ""
    person = Person(api)
    said = Api(contact_id=person.id).put(f"/v1/contacts/{person.id}/preferences", {"direct_marketing": False})
    assert said.status == 200
    drain_stream(world)
    mine = mine or made(api, MINE)
    survivor, source = (person.id, mine) if survives == "theirs" else (mine, person.id)
    assert api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).status == 200
    drain_stream(world)
    yes_through(survivor, MINE)
    assert not permits(api, survivor)
    yes_through(survivor, OLD)
    assert permits(api, survivor)


@pytest.mark.feature("S5.3")
def test_the_mailbox_of_an_account_that_came_with_a_merge_does_not_speak_for_the_person(world: World, api: Api) -> None:
    person = Person(api)
    says_no(world, person)
    shell = made(api)
    account = {"name": "A", "contact_information": {"email": MINE}}
    assert api.post(f"/v1/contacts/{shell}/accounts", account).status == 201
    assert api.post(f"/v1/contacts/{person.id}/merge", {"source_ids": [shell]}).status == 200
    drain_stream(world)
    yes_through(person.id, MINE)
    assert not permits(api, person.id)


@pytest.mark.feature("S5.3")
def test_a_mailbox_that_was_lost_and_came_again_after_a_no_in_the_portal(world: World, api: Api) -> None:
    person = Person(api)
    comes(api, person, "added")
    api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": OLD, "primary": True}]})
    drain_stream(world)
    Api(contact_id=person.id).put(f"/v1/contacts/{person.id}/preferences", {"direct_marketing": False})
    drain_stream(world)
    comes(api, person, "added")
    drain_stream(world)
    yes_through(person.id, MINE)
    assert not permits(api, person.id)
    yes_through(person.id, OLD)
    assert permits(api, person.id)


@pytest.mark.feature("S5.3")
def test_a_mailbox_that_was_lost_and_came_again_after_the_no_does_not_speak_for_the_person(world: World, api: Api) -> None:
    person = Person(api)
    comes(api, person, "added")
    api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": OLD, "primary": True}]})
    says_no(world, person)
    comes(api, person, "added")
    says_yes(person, MINE)
    assert stands(api, person) == [False, False, False]
