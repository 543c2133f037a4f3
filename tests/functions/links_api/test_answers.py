"""Links to accept and to reject the consent form: each leads to its own answer, with one button (S2.116)."""

import re

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders import sending
from tests.functions.links_api.test_pages import Later, Person, form, later, visitor
from tests.functions.links_api.test_renewals import link_in, renew

__all__ = ["later"]


def buttons(path: str) -> list[str]:
    page = visitor.get(path)
    assert page.status == 200
    return re.findall(r'name="state" value="(\w+)"', page.text)


def state(person: Person) -> str:
    return str(person.profile()["consent"]["state"])


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


@pytest.mark.feature("S2.116")
@pytest.mark.parametrize("answer", ["accepted", "rejected"])
def test_a_page_has_the_button_of_its_answer_alone(person: Person, answer: str) -> None:
    path = person.link("consent", answer=answer)
    assert buttons(path) == [answer]
    assert form(path, {"state": answer}).status == 200
    assert state(person) == answer
    assert buttons(path) == []
    assert buttons(person.link("consent")) == [{"accepted": "withdrawn", "rejected": "accepted"}[answer]]


@pytest.mark.feature("S2.116")
def test_who_has_accepted_withdraws_through_a_link_to_reject(person: Person) -> None:
    form(person.link("consent", answer="accepted"), {"state": "accepted"})
    path = person.link("consent", answer="rejected")
    assert buttons(path) == ["withdrawn"]
    assert form(path, {"state": "withdrawn"}).status == 200
    assert buttons(person.link("consent", answer="accepted")) == ["accepted"]


@pytest.mark.feature("S2.116")
def test_a_link_to_reject_takes_no_yes_and_a_no_counts_through_each(person: Person) -> None:
    assert form(person.link("consent", answer="rejected"), {"state": "accepted"}).status == 409
    assert state(person) == "pending"
    assert form(person.link("consent", answer="accepted"), {"state": "rejected"}).status == 200
    assert state(person) == "rejected"


@pytest.mark.feature("S2.116")
@pytest.mark.parametrize("answer", ["accepted", "rejected"])
def test_a_caller_asks_for_the_link_of_an_answer(person: Person, answer: str) -> None:
    made = person.api.post(f"/v1/contacts/{person.id}/links", {"purpose": "consent", "answer": answer})
    assert made.status == 201, made.text
    assert buttons("/p/" + made.body["url"].partition("/p/")[2]) == [answer]


@pytest.mark.feature("S2.116")
@pytest.mark.parametrize("body", [{"purpose": "unsubscribe", "answer": "rejected"}, {"purpose": "consent", "answer": "pending"}])
def test_no_other_link_and_no_other_answer_is_made(person: Person, body: dict[str, str]) -> None:
    assert person.api.post(f"/v1/contacts/{person.id}/links", body).status == 422


@pytest.mark.feature("S2.116", "S5.12")
@pytest.mark.parametrize("answer", ["accepted", "rejected", None])
def test_a_new_link_leads_to_the_answer_of_the_old_one(world: World, api: Api, later: Later, answer: str | None) -> None:
    sending.set_up()
    person = Person(api)
    path = person.link("consent", answer=answer)
    later(days=181)
    renew(path)
    sending.drain(world)
    assert buttons(link_in(sending.mails(world)[0])) == ([answer] if answer else ["accepted", "rejected"])


@pytest.mark.feature("S2.116")
@pytest.mark.parametrize("answer", ["accepted", "rejected"])
def test_the_tag_of_a_message_leads_to_its_answer(world: World, api: Api, answer: str) -> None:
    sending.set_up()
    person = Person(api)
    tag = {"accepted": "#consent_accept_link", "rejected": "#consent_reject_link"}[answer]
    bodies = {"email": {"subject": "Your consent", "text": tag, "html": None}}
    body = {"bodies": bodies, "channel": "email", "notification_type_id": sending.notification_type(api, "customer_care")}
    assert api.post(f"/v1/contacts/{person.id}/communications", body).status == 201
    sending.drain(world)
    assert buttons(link_in(sending.mails(world)[0])) == [answer]
