"""What an unsubscribe link ends: the list and the purpose of the mail that carries it, or all (S2.49, S5.12)."""

import itertools
import re
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders import sending
from tests.functions.links_api.test_pages import ONE_CLICK, Person, form, visitor

_BUTTON = re.compile(r'name="action" value="(unsubscribe_\w+)"')


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


def topic(api: Api, person: Person, **fields: Any) -> str:
    made = api.post("/v1/lists", {"name": "Recipes", "public": True, **fields})
    assert made.status == 201, made.text
    list_id = str(made.body["list_id"])
    assert api.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [person.id]}).status == 200
    return list_id


@pytest.mark.feature("S2.49")
@pytest.mark.parametrize(("purpose", "left"), [("direct_marketing", (False, True)), ("affiliate_marketing", (True, False))])
def test_one_click_ends_the_purpose_of_its_mail_only(person: Person, purpose: str, left: tuple[bool, bool]) -> None:
    path = person.link("unsubscribe", notification_purpose=purpose)
    assert form(f"{path}/one-click", ONE_CLICK).status == 200
    assert person.flags() == left
    (mark,) = sending.store().contacts.get(person.id).refusals
    assert mark.scopes == (purpose,)


@pytest.mark.feature("S2.49")
def test_one_click_on_a_mail_to_a_topic_leaves_the_topic_only(api: Api, person: Person) -> None:
    list_id = topic(api, person)
    path = person.link("unsubscribe", notification_purpose="direct_marketing", list_id=list_id)
    for _ in range(2):
        assert form(f"{path}/one-click", ONE_CLICK).status == 200
    assert person.flags() == (True, True)
    assert list_id not in sending.store().contacts.get(person.id).list_ids
    (mark,) = sending.store().contacts.get(person.id).refusals
    assert mark.scopes == (f"topic:{list_id}",)


@pytest.mark.feature("S2.49")
def test_one_click_on_a_mail_to_a_list_that_nobody_leaves_by_itself_ends_the_purpose(api: Api, person: Person) -> None:
    list_id = topic(api, person, public=False)
    path = person.link("unsubscribe", notification_purpose="affiliate_marketing", list_id=list_id)
    form(f"{path}/one-click", ONE_CLICK)
    assert person.flags() == (True, False)


@pytest.mark.feature("S2.49")
def test_the_page_offers_this_list_this_kind_and_all(api: Api, person: Person) -> None:
    list_id = topic(api, person)
    path = person.link("unsubscribe", notification_purpose="direct_marketing", list_id=list_id)
    assert _BUTTON.findall(visitor.get(path).text) == ["unsubscribe_list", "unsubscribe_kind", "unsubscribe_all"]
    assert _BUTTON.findall(form(path, {"action": "unsubscribe_list"}).text) == ["unsubscribe_kind", "unsubscribe_all"]
    assert person.flags() == (True, True)
    assert _BUTTON.findall(form(path, {"action": "unsubscribe_kind"}).text) == ["unsubscribe_all"]
    assert person.flags() == (False, True)
    assert _BUTTON.findall(form(path, {"action": "unsubscribe_all"}).text) == []
    assert person.flags() == (False, False)


@pytest.mark.feature("S5.12")
@pytest.mark.parametrize("purpose", ["unsubscribe", "preferences"])
def test_the_address_of_the_header_shows_the_page_when_it_is_opened_and_changes_nothing(person: Person, purpose: str) -> None:
    path = person.link(purpose)
    answer = visitor.get(f"{path}/one-click")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f'action="../{path.rpartition("/")[2]}"' in answer.text
    assert person.flags() == (True, True)


@pytest.mark.parametrize("fields", [{"list_id": "lst_nobody"}, {"notification_purpose": "financial"}])
def test_a_link_about_nothing_that_exists_is_refused(api: Api, person: Person, fields: dict[str, str]) -> None:
    assert api.post(f"/v1/contacts/{person.id}/links", {"purpose": "unsubscribe", **fields}).status == 422


def test_only_a_link_to_unsubscribe_is_about_something(api: Api, person: Person) -> None:
    body = {"purpose": "preferences", "notification_purpose": "direct_marketing"}
    assert api.post(f"/v1/contacts/{person.id}/links", body).status == 422


@pytest.mark.feature("S2.49")
def test_the_header_and_the_tag_of_a_mail_to_a_topic_end_that_topic(world: World, api: Api, person: Person) -> None:
    sending.set_up()
    list_id = topic(api, person)
    kind = sending.notification_type(api, "affiliate_marketing")
    sending.start_run(api, {"list_id": list_id}, notification_type_id=kind)
    sending.drain(world)
    (mail,) = sending.mails(world)
    address = re.search(r"<https?://[^/]+([^>]+)>", str(mail["List-Unsubscribe"]))
    assert address
    assert form(address[1], ONE_CLICK).status == 200
    assert person.flags() == (True, True)
    assert list_id not in sending.store().contacts.get(person.id).list_ids


@pytest.mark.feature("S5.12", "S1.23")
def test_a_link_follows_any_number_of_merges(world: World, api: Api, person: Person) -> None:
    from contactbook.storage.base import table
    from contactbook.storage.base.rows import Put, Row
    from contactbook.storage.contacts.profiles import MergedContact

    path, last = person.link("unsubscribe"), Person(api, first_name="Maria")
    chain = [person.id, *(f"con_01J9Z3V6T4N8Q2W5R7Y0B1C{number:03}" for number in range(12)), last.id]
    for before, after in itertools.pairwise(chain):
        left = MergedContact(contact_id=before, merged_into=after)
        key = sending.store().keys.profile(before)
        table.transact([Put(Row(key, "merged_contact", left.model_dump_json(), version=2))])
    assert form(f"{path}/one-click", ONE_CLICK).status == 200
    assert last.flags() == (False, False)


class TestWhatStandsNow:
    """One click, GET of its address, and the page tell the person in plain words what it gets from now on."""

    @pytest.mark.feature("S5.12")
    def test_one_click_says_what_ended_and_what_goes_on(self, api: Api, person: Person) -> None:
        list_id = topic(api, person)
        path = person.link("unsubscribe", notification_purpose="affiliate_marketing", list_id=list_id)
        first = form(f"{path}/one-click", ONE_CLICK)
        assert first.headers["Content-Type"].startswith("text/plain")
        assert first.text.splitlines() == [
            "You will get no more of “Recipes”.",
            "",
            "What you get now",
            "Offers and news of Contactbook: Yes",
            "Offers of partners of Contactbook: Yes",
            "",
            "Bills and messages about your own contracts will always reach you.",
        ]
        assert form(f"{path}/one-click", ONE_CLICK).text == first.text

    @pytest.mark.feature("S5.12")
    def test_it_is_said_in_the_persons_language(self, api: Api) -> None:
        path = Person(api, language="el").link("unsubscribe", notification_purpose="direct_marketing")
        answer = form(f"{path}/one-click", ONE_CLICK)
        assert answer.headers["Content-Language"] == "el"
        assert "Προσφορές και νέα μας (Contactbook): Όχι" in answer.text
        assert "Προσφορές των συνεργατών μας (Contactbook): Ναι" in answer.text

    @pytest.mark.feature("S5.12")
    def test_the_page_and_the_address_of_the_header_show_the_same(self, api: Api, person: Person) -> None:
        topic(api, person)
        path = person.link("unsubscribe", notification_purpose="direct_marketing")
        facts = re.compile(r"<dt><bdi>([^<]+)</bdi></dt><dd><bdi>([^<]+)</bdi></dd>")
        before = [("Offers and news of Contactbook", "Yes"), ("Offers of partners of Contactbook", "Yes"), ("Topics", "Recipes")]
        assert facts.findall(visitor.get(path).text) == facts.findall(visitor.get(f"{path}/one-click").text) == before
        after = [("Offers and news of Contactbook", "No"), *before[1:]]
        assert facts.findall(form(path, {"action": "unsubscribe_kind"}).text) == after
        assert facts.findall(visitor.get(path).text) == facts.findall(visitor.get(f"{path}/one-click").text) == after

    @pytest.mark.feature("S5.12")
    def test_a_rejected_consent_and_a_refused_channel_are_told_as_no(self, api: Api, person: Person) -> None:
        path = person.link("unsubscribe")
        body = {"channels": {"sms": False}}
        assert api.put(f"/v1/contacts/{person.id}/preferences", body).status == 200
        assert "<dt><bdi>By text message</bdi></dt><dd><bdi>No</bdi></dd>" in visitor.get(path).text
        form(person.link("consent"), {"state": "rejected"})
        page = visitor.get(path).text
        assert "<dt><bdi>Offers and news of Contactbook</bdi></dt><dd><bdi>No</bdi></dd>" in page
        assert "<dt><bdi>Offers of partners of Contactbook</bdi></dt><dd><bdi>No</bdi></dd>" in page
