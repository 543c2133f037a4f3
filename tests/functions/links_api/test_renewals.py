"""An expired link offers a new one to the address that it was sent to, and to no other (S5.12)."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders import sending
from tests.builders.refusals import refuse, settle
from tests.builders.tokens import forged
from tests.functions.links_api.test_pages import Later, Person, form, later, visitor

__all__ = ["later"]
PURPOSES = ["unsubscribe", "preferences", "consent"]


@pytest.fixture
def person(world: World, api: Api) -> Person:
    sending.set_up()
    return Person(api, preferences={"direct_marketing": False, "affiliate_marketing": False})


def expired(person: Person, later: Later, purpose: str = "preferences", **fields: Any) -> str:
    path = person.link(purpose, **fields)
    later(days=181)
    return path


def renew(path: str) -> Answer:
    return form(f"{path}/renew")


def without_nonces(text: str) -> str:
    """Return the page without what is new on each: its nonce, and what takes an ending back."""
    return re.sub(r'nonce="[^"]+"|(?<=name="undo" )value="[^"]+"', "", text)


def link_in(mail: Any) -> str:
    (found,) = re.findall(r"https://\S+/p/[\w-]+", mail.get_body(("plain",)).get_content())
    return urlsplit(found).path


@pytest.mark.feature("S5.12")
@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_page_offers_a_new_link_that_goes_to_the_same_address(
    world: World, person: Person, later: Later, purpose: str
) -> None:
    path = expired(person, later, purpose)
    page = visitor.get(path)
    assert page.status == 410
    assert f'action="{path.rpartition("/")[2]}/renew"' in page.text
    assert "example.com" not in page.text
    assert "Eleni" not in page.text
    asked = renew(path)
    assert asked.status == 200
    assert "example.com" not in asked.text.replace("acme.example", "")
    sending.drain(world)
    (mail,) = sending.mails(world)
    assert mail["To"] == "eleni@example.com"
    new = link_in(mail)
    assert visitor.get(new).status == 200
    # What is kept of the message does not hold the link.
    assert new not in str(world.items())


@pytest.mark.feature("S5.12")
def test_looking_at_an_expired_page_sends_nothing(world: World, person: Person, later: Later) -> None:
    path = expired(person, later, "unsubscribe")
    before = world.items()
    for below in ("", "/one-click", "/data", "/export"):
        assert visitor.get(path + below).status in (404, 410)
    assert world.items() == before
    assert 'action="renew"' in visitor.get(f"{path}/one-click").text


@pytest.mark.feature("S5.12")
def test_one_is_sent_an_hour(world: World, person: Person, later: Later) -> None:
    path = expired(person, later)
    pages = [without_nonces(renew(path).text) for _ in range(3)]
    sending.drain(world)
    assert len(sending.mails(world)) == 1
    assert len(set(pages)) == 1
    later(minutes=59)
    renew(path)
    sending.drain(world)
    assert len(sending.mails(world)) == 1
    later(minutes=2)
    renew(path)
    sending.drain(world)
    assert len(sending.mails(world)) == 2


@pytest.mark.feature("S5.12")
@pytest.mark.parametrize("fate", ["deleted", "address lost", "unusable", "anonymized", "no sender"])
def test_nothing_is_sent_where_nothing_may_be_and_the_answer_does_not_tell(
    world: World, person: Person, later: Later, fate: str
) -> None:
    there = Person(person.api, emails=[{"address": "other@example.com"}])
    paths = [one.link("preferences") for one in (person, there)]
    at = f"/v1/contacts/{person.id}"
    match fate:
        case "deleted":
            assert person.api.delete(at).status == 204
        case "anonymized":
            assert person.api.post(f"{at}/anonymize").status in (200, 202)
            sending.drain(world)
        case "address lost":
            assert person.api.patch(at, {"emails": [{"address": "new@example.com"}]}).status == 200
        case "unusable":
            refuse("eleni@example.com")
            settle(person.id)
        case _:
            sending.settings("senders", {})
    later(days=181)
    shown = [without_nonces(visitor.get(path).text).replace(path.rpartition("/")[2], "") for path in paths]
    answers = [renew(path) for path in paths]
    assert shown[0] == shown[1]
    assert [one.status for one in answers] == [200, 200]
    said = [without_nonces(one.text).replace(path.rpartition("/")[2], "") for one, path in zip(answers, paths, strict=True)]
    assert said[0] == said[1]
    sending.drain(world)
    assert sending.recipients(world) == ([] if fate == "no sender" else ["other@example.com"])


@pytest.mark.feature("S5.12")
def test_an_address_that_the_contact_loses_before_the_sending_gets_nothing(world: World, person: Person, later: Later) -> None:
    path = expired(person, later)
    renew(path)
    person.api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
    sending.drain(world)
    assert sending.recipients(world) == []
    assert [(found["state"], found["reason"]) for found in sending.communications(world)] == [("skipped", "no_address")]


@pytest.mark.feature("S5.12")
def test_it_goes_to_the_address_of_the_link_although_another_is_primary_now(world: World, person: Person, later: Later) -> None:
    path = expired(person, later)
    emails = [{"address": "new@example.com", "primary": True}, {"address": "eleni@example.com", "primary": False}]
    assert person.api.patch(f"/v1/contacts/{person.id}", {"emails": emails}).status == 200
    renew(path)
    sending.drain(world)
    assert sending.recipients(world) == ["eleni@example.com"]


@pytest.mark.feature("S5.12")
def test_it_follows_a_merge(world: World, person: Person, later: Later) -> None:
    path = expired(person, later)
    survivor = Person(person.api, last_name="Survivor", emails=[{"address": "survivor@example.com"}])
    merged = person.api.post(f"/v1/contacts/{survivor.id}/merge", {"source_ids": [person.id]})
    assert merged.status == 200, merged.body
    renew(path)
    sending.drain(world)
    assert sending.recipients(world) == ["eleni@example.com"]


@pytest.mark.feature("S5.12")
def test_it_reaches_who_complained_and_rejected_offers(world: World, person: Person, later: Later) -> None:
    refuse("eleni@example.com", "complaint")
    settle(person.id)
    renew(expired(person, later))
    sending.drain(world)
    assert sending.recipients(world) == ["eleni@example.com"]


@pytest.mark.feature("S5.12")
def test_a_new_link_to_unsubscribe_ends_what_the_old_one_ended(world: World, api: Api, later: Later) -> None:
    sending.set_up()
    person = Person(api)
    path = expired(person, later, "unsubscribe", notification_purpose="affiliate_marketing")
    renew(path)
    sending.drain(world)
    assert form(f"{link_in(sending.mails(world)[0])}/one-click", {"List-Unsubscribe": "One-Click"}).status == 200
    assert person.flags() == (True, False)


@pytest.mark.feature("S5.12")
def test_a_link_to_nobodys_address_says_whom_to_ask(world: World, api: Api, later: Later) -> None:
    sending.set_up()
    path = expired(Person(api, emails=[]), later)
    page = visitor.get(path)
    assert (page.status, "/renew" in page.text) == (410, False)
    assert 'href="mailto:care@acme.example"' in page.text
    assert renew(path).status == 410


def test_a_link_that_works_or_is_forged_is_not_renewed(world: World, person: Person) -> None:
    path = person.link("preferences")
    assert renew(path).status == 200
    assert renew(forged(path)).status == 404
    sending.drain(world)
    assert sending.recipients(world) == []


def test_the_link_of_an_export_is_not_renewed(world: World, person: Person, later: Later) -> None:
    from contactbook import clock
    from contactbook.domain.links.links import LinkPurpose
    from contactbook.services.links.links import link_url

    url = link_url(sending.store(), person.id, LinkPurpose.EXPORT, now=clock.now(), sent_to="eleni@example.com")
    path = urlsplit(url).path
    later(days=181)
    assert (visitor.get(f"{path}/export").status, renew(path).status) == (404, 404)
