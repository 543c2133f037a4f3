"""The channels in the preference centre: email, text message and letter, each with its own yes or no (S5.6)."""

import re
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders import sending
from tests.functions.links_api.test_pages import Person, form, visitor

SAVED = {"form": "preferences", "channels": "shown", "direct_marketing": "true", "affiliate_marketing": "true"}
ALL = {"channel_email": "true", "channel_sms": "true", "channel_print": "true"}


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


def save(path: str, *on: str) -> Any:
    return form(path, SAVED | dict.fromkeys(on, "true"))


def said(person: Person, scope: str) -> list[tuple[str, str]]:
    items = person.api.get(f"/v1/contacts/{person.id}/permissions/history").body["items"]
    return [(one["said"], one["through"]) for one in items if one["scope"] == scope]


def channels(person: Person) -> dict[str, bool]:
    return dict(person.profile()["preferences"]["channels"])


@pytest.mark.feature("S5.6")
def test_each_channel_is_refused_and_allowed_by_itself_and_kept_as_said(world: World, person: Person) -> None:
    path = person.link("preferences")
    assert save(path, "channel_email", "channel_print").status == 200
    assert channels(person) == {"email": True, "sms": False, "print": True}
    assert person.flags() == (True, True)
    assert said(person, "channel:sms") == [("no", "preference_centre")]
    assert save(path, "channel_email", "channel_print", "channel_sms").status == 200
    assert channels(person) == {"email": True, "sms": True, "print": True}
    assert said(person, "channel:sms") == [("yes", "preference_centre"), ("no", "preference_centre")]


@pytest.mark.feature("S5.6")
def test_the_page_shows_what_stands_in_the_persons_language(person: Person) -> None:
    path = person.link("preferences")
    save(path, "channel_sms")
    page = visitor.get(path).text
    shown = re.findall(r'name="channel_(\w+)" value="true"( checked)?', page)
    assert shown == [("email", ""), ("sms", " checked"), ("print", "")]
    person.api.patch(f"/v1/contacts/{person.id}", {"language": "el"})
    assert "Με επιστολή" in visitor.get(path).text


@pytest.mark.feature("S5.6")
def test_a_refused_channel_keeps_offers_from_it_and_no_bill(world: World, api: Api) -> None:
    sending.set_up()
    person = Person(api)
    save(person.link("preferences"), "channel_sms", "channel_print")
    for purpose in ("direct_marketing", "financial"):
        sending.start_run(api, {"contact_ids": [person.id]}, notification_type_id=sending.notification_type(api, purpose))
    sending.drain(world)
    ends = {(found["state"], found.get("reason")) for found in sending.communications(world)}
    assert ends == {("skipped", "channel_opted_out"), ("sent", None)}


@pytest.mark.feature("S5.4", "S5.6")
def test_a_no_to_a_channel_holds_for_whoever_else_has_the_address(world: World, api: Api) -> None:
    sending.set_up()
    person, other = Person(api), Person(api)
    save(person.link("preferences"), "channel_sms", "channel_print")
    drain_stream(world)
    run_id = sending.start_run(api, {"contact_ids": [other.id]})
    sending.drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"channel_opted_out": 1}
    # The other one says by itself that it may be used.
    save(other.link("preferences"), *ALL)
    sending.start_run(api, {"contact_ids": [other.id]})
    sending.drain(world)
    assert sending.recipients(world) == ["eleni@example.com"]


@pytest.mark.feature("S5.3", "S5.6")
def test_a_link_to_a_former_address_switches_a_channel_off_and_not_on(world: World, person: Person) -> None:
    path = person.link("preferences")
    person.api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "other@example.com"}]})
    assert save(path, "channel_sms").status == 200
    assert channels(person) == {"email": False, "sms": True, "print": False}
    held = save(path, *ALL)
    assert "no longer yours" in held.text
    assert channels(person) == {"email": False, "sms": True, "print": False}


def test_a_page_opened_before_it_showed_channels_says_nothing_about_them(person: Person) -> None:
    fields = {name: value for name, value in SAVED.items() if name != "channels"}
    assert form(person.link("preferences"), fields).status == 200
    assert channels(person) == {"email": True, "sms": True, "print": True}
