"""The way back after unsubscribing: it is a yes of the person that lifts what was just ended, and nothing else (S5.3, S7.10)."""

import re
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders import sending
from tests.functions.links_api.test_endings import topic
from tests.functions.links_api.test_pages import ONE_CLICK, Later, Person, form, later, visitor
from tests.functions.links_api.test_renewals import link_in

__all__ = ["later"]
pytestmark = pytest.mark.feature("S7.10", "S5.3")


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


def undo_in(page: Answer) -> str | None:
    found = re.search(r'name="undo" value="([^"]+)"', page.text)
    return found[1] if found else None


def end(path: str, action: str = "unsubscribe_all") -> str:
    undo = undo_in(form(path, {"action": action}))
    assert undo
    return undo


def take_back(path: str, undo: str) -> Answer:
    return form(path, {"action": "undo", "undo": undo})


def history(person: Person) -> list[tuple[str, str, str, str]]:
    items = person.api.get(f"/v1/contacts/{person.id}/permissions/history").body["items"]
    return [(one["scope"], one["said"], one["through"], one["by"]["type"]) for one in items]


class TestTakingBack:
    def test_it_brings_back_what_was_ended_as_the_persons_own_yes(self, person: Person) -> None:
        path = person.link("unsubscribe")
        page = take_back(path, end(path))
        assert "You will keep receiving them" in page.text
        assert person.flags() == (True, True)
        said = {("direct_marketing", "yes", "preference_centre", "link"), ("direct_marketing", "no", "preference_centre", "link")}
        assert said <= set(history(person))
        assert [mark.scopes for mark in sending.store().contacts.get(person.id).refusals] == [
            ("affiliate_marketing", "direct_marketing")
        ]
        permissions = person.api.get(f"/v1/contacts/{person.id}/permissions").body["items"]
        assert {one["scope"]: one["allowed"] for one in permissions}["direct_marketing"] is True

    def test_it_brings_back_nothing_that_was_off_before(self, api: Api) -> None:
        person = Person(api, preferences={"direct_marketing": True, "affiliate_marketing": False})
        path = person.link("unsubscribe")
        take_back(path, end(path))
        assert person.flags() == (True, False)

    def test_a_topic_that_was_left_is_joined_again(self, api: Api, person: Person) -> None:
        list_id = topic(api, person)
        path = person.link("unsubscribe", list_id=list_id)
        undo = end(path, "unsubscribe_list")
        assert list_id not in person.profile()["list_ids"]
        take_back(path, undo)
        assert person.profile()["list_ids"] == [list_id]
        assert person.flags() == (True, True)
        assert sending.store().contacts.get(person.id).left_topics == ()

    def test_pressed_twice_it_says_yes_once(self, person: Person) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        take_back(path, undo)
        version = person.profile()["version"]
        assert "no longer be taken back" in take_back(path, undo).text
        assert person.profile()["version"] == version

    def test_looking_at_the_page_later_offers_no_undo_and_one_click_neither(self, person: Person) -> None:
        path = person.link("unsubscribe")
        assert 'name="undo"' not in form(f"{path}/one-click", ONE_CLICK).text
        assert undo_in(visitor.get(path)) is None
        # Nothing ended by pressing again.
        assert undo_in(form(path, {"action": "unsubscribe_all"})) is None


class TestWhatTakesNothingBack:
    def refused(self, person: Person, path: str, undo: str, expected: tuple[bool, bool] = (False, False)) -> None:
        before = person.profile()["version"]
        page = take_back(path, undo)
        assert (page.status, "no longer be taken back" in page.text) == (200, True)
        assert (person.flags(), person.profile()["version"]) == (expected, before)

    def test_an_hour_later(self, person: Person, later: Later) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        later(minutes=60)
        self.refused(person, path, undo)

    def test_a_younger_no(self, person: Person, later: Later) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        later(minutes=5)
        form(f"{person.link('unsubscribe')}/one-click", ONE_CLICK)
        self.refused(person, path, undo)

    @pytest.mark.parametrize("way", ["one_click", "portal"])
    def test_a_no_that_came_another_way_seconds_later(self, person: Person, later: Later, way: str) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        later(seconds=20)
        if way == "portal":
            body = {"direct_marketing": False}
            assert Api(contact_id=person.id).put(f"/v1/contacts/{person.id}/preferences", body).status == 200
        else:
            form(f"{path}/one-click", ONE_CLICK)
        self.refused(person, path, undo)
        assert [one[2] for one in history(person) if one[:2] == ("direct_marketing", "no")][-2:] == [way, "preference_centre"]

    def test_a_younger_no_to_one_of_two(self, person: Person, later: Later) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        later(minutes=5)
        form(person.link("preferences"), {"affiliate_marketing": "false"})
        self.refused(person, path, undo)

    @pytest.mark.parametrize("undo", ["", "x", "A" * 80, "A" * 5000])
    def test_what_we_did_not_seal(self, person: Person, undo: str) -> None:
        path = person.link("unsubscribe")
        end(path)
        self.refused(person, path, undo)

    def test_the_undo_of_another_link_or_a_token_in_its_place(self, api: Api, person: Person) -> None:
        other = Person(api, first_name="Maria")
        path, link_of_other = person.link("unsubscribe"), other.link("unsubscribe")
        undo = end(link_of_other)
        end(path)
        self.refused(person, path, undo)
        self.refused(person, path, path.rpartition("/")[2])
        # The same contact, through a link to something else.
        self.refused(person, person.link("unsubscribe", notification_purpose="direct_marketing"), undo)

    def test_an_undo_through_the_preferences_changes_nothing(self, world: World, person: Person) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        before = world.items()
        form(person.link("preferences"), {"action": "undo", "undo": undo})
        assert world.items() == before

    def test_a_link_that_a_user_was_handed(self, api: Api, person: Person) -> None:
        made = api.post(f"/v1/contacts/{person.id}/links", {"purpose": "unsubscribe"})
        path = "/p/" + made.body["url"].rpartition("/")[2]
        assert undo_in(form(path, {"action": "unsubscribe_all"})) is None

    def test_an_address_that_is_no_longer_the_contacts(self, api: Api, person: Person) -> None:
        path = person.link("unsubscribe")
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        assert undo_in(form(path, {"action": "unsubscribe_all"})) is None

    def test_an_address_that_is_lost_meanwhile(self, api: Api, person: Person) -> None:
        path = person.link("unsubscribe")
        undo = end(path)
        api.patch(f"/v1/contacts/{person.id}", {"emails": [{"address": "new@example.com"}]})
        assert "no longer yours" in take_back(path, undo).text
        assert person.flags() == (False, False)

    @pytest.mark.parametrize("fate", ["deleted", "rejected"])
    def test_a_contact_that_is_gone_or_refuses_everything(self, api: Api, person: Person, fate: str) -> None:
        api.put("/v1/settings/consent", {"rejected": "none"})
        path, consent = person.link("unsubscribe"), person.link("consent")
        undo = end(path)
        if fate == "deleted":
            assert api.delete(f"/v1/contacts/{person.id}").status == 204
            assert take_back(path, undo).status == 404
            return
        form(consent, {"state": "rejected"})
        take_back(path, undo)
        assert person.flags() == (False, False)

    def test_an_expired_link(self, api: Api, person: Person, later: Later) -> None:
        path = person.link("unsubscribe", expires_in_days=60)
        later(days=60, minutes=-30)
        undo = end(path)
        later(minutes=31)
        assert take_back(path, undo).status == 410
        assert person.flags() == (False, False)


class TestTheLinkToThePreferences:
    def test_it_is_mailed_to_the_address_and_never_shown(self, world: World, api: Api) -> None:
        sending.set_up()
        person = Person(api)
        path = person.link("unsubscribe")
        form(path, {"action": "unsubscribe_all"})
        asked = form(path, {"action": "send_preferences"})
        assert "Look into your messages" in asked.text
        assert "/data" not in asked.text
        sending.drain(world)
        (mail,) = sending.mails(world)
        assert mail["To"] == "eleni@example.com"
        form(link_in(mail), {"form": "preferences", "direct_marketing": "true"})
        assert person.flags() == (True, False)

    def test_one_is_sent_an_hour(self, world: World, api: Api) -> None:
        sending.set_up()
        path = Person(api).link("unsubscribe")
        for _ in range(3):
            assert form(path, {"action": "send_preferences"}).status == 200
        sending.drain(world)
        assert len(sending.mails(world)) == 1

    def test_a_link_to_nobodys_address_cannot_ask_for_it(self, world: World, api: Api) -> None:
        sending.set_up()
        path = Person(api, emails=[]).link("unsubscribe")
        assert "send_preferences" not in visitor.get(path).text
        assert form(path, {"action": "send_preferences"}).status == 404
        sending.drain(world)
        assert sending.recipients(world) == []

    def test_the_page_of_a_preferences_link_leads_to_the_preferences(self, person: Person) -> None:
        path = person.link("preferences")
        token = path.rpartition("/")[2]
        page: Any = visitor.get(f"{path}/one-click").text
        assert f'href="../{token}"' in page
        assert "send_preferences" not in page
