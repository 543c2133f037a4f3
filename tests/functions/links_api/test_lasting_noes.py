"""A no through a whole link always counts: after its time, and when its contact is deleted or anonymized (S5.3, S5.4)."""

from functools import partial
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.tokens import forged
from tests.faults.taps import tapped
from tests.functions.contacts_api.consent.test_consent import JustBeforeItIsWritten
from tests.functions.links_api.test_pages import ONE_CLICK, Later, Person, form, later, visitor
from tests.functions.links_api.test_renewals import without_nonces

__all__ = ["later"]
ALL = ("affiliate_marketing", "direct_marketing")
NOES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "one click": ("unsubscribe", "/one-click", ONE_CLICK),
    "page": ("unsubscribe", "", {"action": "unsubscribe_all"}),
    "centre": ("preferences", "", {"action": "unsubscribe_all"}),
    "consent": ("consent", "", {"state": "rejected"}),
}
noes = pytest.mark.parametrize("way", NOES)


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


def say(path: str, way: str) -> Answer:
    _, below, fields = NOES[way]
    return form(path + below, fields)


def refused_at(address: str = "eleni@example.com") -> set[str]:
    from contactbook.services.base.stores import open_store

    refusals = open_store("acme").refusals
    found = refusals.find(refusals.name_of(address))
    return set(found.scopes) if found else set()


@pytest.mark.feature("S5.3")
@noes
def test_a_no_through_an_expired_link_counts(person: Person, later: Later, way: str) -> None:
    path = person.link(NOES[way][0])
    later(days=400)
    assert say(path, way).status == 200
    if way == "consent":
        assert person.profile()["consent"]["state"] == "rejected"
    else:
        assert person.flags() == (False, False)
        assert refused_at() == set(ALL)


@pytest.mark.feature("S5.3")
@pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
def test_a_yes_through_an_expired_link_never_counts(world: World, api: Api, later: Later, purpose: str) -> None:
    person = Person(api, preferences={"direct_marketing": False, "affiliate_marketing": True})
    path = person.link(purpose)
    later(days=181)
    before = world.items()
    assert visitor.get(path).status == 410
    if purpose != "unsubscribe":
        assert form(path, {"direct_marketing": "true", "state": "accepted"}).status == 410
    assert world.items() == before
    if purpose == "preferences":
        # Only the no of the two is saved, and the page shows nothing of the contact.
        answer = form(path, {"direct_marketing": "true", "affiliate_marketing": "false"})
        assert (answer.status, person.flags()) == (200, (False, False))
        assert "Your choice is recorded" in answer.text
        assert "Eleni" not in answer.text
        assert f'action="{path.rpartition("/")[2]}/renew"' in answer.text


@pytest.mark.feature("S5.4")
@noes
@pytest.mark.parametrize("fate", ["deleted", "erased"])
def test_a_no_through_the_link_of_a_contact_that_is_no_more_stands_at_the_address(
    world: World, api: Api, way: str, fate: str
) -> None:
    person, other = Person(api), Person(api, first_name="Maria")
    path, link_of_other = person.link(NOES[way][0]), other.link(NOES[way][0])
    _end(person, fate)
    drain_stream(world)
    answer = say(path, way)
    assert answer.status == 200
    assert refused_at() == ({"processing"} if way == "consent" else set(ALL))
    # Everybody else with the address is refused: who has it, and who gets it.
    assert _marks(other.id)
    again = Person(api, preferences={})
    drain_stream(world)
    assert _marks(again.id)
    if way in ("one click", "page"):
        # Whoever asks does not learn which of the two is gone.
        assert without_nonces(answer.text) == without_nonces(say(link_of_other, way).text)


@pytest.mark.feature("S5.4")
@noes
def test_a_contact_that_goes_while_its_no_is_saved_loses_none(person: Person, way: str) -> None:
    path = person.link(NOES[way][0])
    with tapped(JustBeforeItIsWritten(partial(_end, person, "deleted"))):
        assert say(path, way).status == 200
    assert refused_at() == ({"processing"} if way == "consent" else set(ALL))


@pytest.mark.feature("S5.4")
def test_said_twice_it_is_recorded_once(world: World, person: Person) -> None:
    path = person.link("unsubscribe")
    _end(person, "deleted")
    assert say(path, "one click").status == 200
    before = world.items()
    assert say(path, "one click").status == 200
    assert world.items() == before


@pytest.mark.feature("S5.4")
def test_the_page_to_unsubscribe_of_a_contact_that_is_no_more_has_its_button(world: World, person: Person) -> None:
    path = person.link("unsubscribe", notification_purpose="affiliate_marketing")
    _end(person, "deleted")
    before = world.items()
    for below in ("", "/one-click"):
        assert 'value="unsubscribe_kind"' in visitor.get(path + below).text
    assert world.items() == before
    assert say(path, "one click").status == 200
    assert refused_at() == {"affiliate_marketing"}


@pytest.mark.feature("S5.4")
@noes
def test_after_its_time_and_after_its_contact_it_still_counts(person: Person, later: Later, way: str) -> None:
    path = person.link(NOES[way][0])
    _end(person, "deleted")
    later(days=400)
    assert say(path, way).status == 200
    assert refused_at()


@pytest.mark.feature("S5.4")
def test_a_yes_for_a_contact_that_is_no_more_and_a_forged_link_do_nothing(world: World, person: Person) -> None:
    centre, consent = person.link("preferences"), person.link("consent")
    _end(person, "deleted")
    before = world.items()
    assert form(centre, {"direct_marketing": "true"}).status == 404
    assert form(consent, {"state": "accepted"}).status == 404
    for path in (centre, consent):
        assert visitor.get(path).status == 404
        assert form(forged(path), {"action": "unsubscribe_all", "state": "rejected"}).status == 404
    assert world.items() == before


@pytest.mark.feature("S5.4")
def test_an_import_that_is_undone_takes_no_opt_out_with_it(api: Api, person: Person) -> None:
    path = person.link("unsubscribe")
    _end(person, "deleted")
    assert say(path, "one click").status == 200
    again = api.post("/v1/contacts", {"kind": "person", "first_name": "E", "emails": [{"address": "eleni@example.com"}],
                                      "preferences": {"direct_marketing": True}})  # fmt: skip
    assert (again.status, again.body["code"]) == (409, "refusal_stands")


def _marks(contact_id: str) -> tuple[Any, ...]:
    from contactbook.services.base.stores import open_store

    (contact,) = open_store("acme").contacts.get_many([contact_id])
    return tuple(contact.refusals)


def _end(person: Person, fate: str) -> None:
    if fate == "deleted":
        assert person.api.delete(f"/v1/contacts/{person.id}").status == 204
        return
    from contactbook.domain.contacts.record import Erasure
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    contacts = open_store("acme").contacts
    contact = contacts.get(person.id)
    erased = contact.model_copy(update={"erasure": Erasure.ERASING, "version": contact.version + 1})
    table.transact([contacts.save_of(erased, replacing=contact.version)])
