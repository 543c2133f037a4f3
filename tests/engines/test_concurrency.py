"""Real threads against a real engine. Moto cannot show this, because it is not atomic under threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, DuplicateContact, NotFound, RuleBroken
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.settings.fields import Uniqueness
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import registration
from contactbook.services.settings.sections import save_section
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Absent, Put, Row
from tests.builders.contacts import a_caller
from tests.builders.uniqueness import assert_claims_and_contacts_are_one_to_one, stored_contacts

pytestmark = pytest.mark.engines

THREADS = 8


@pytest.fixture
def store(world, now):
    store = open_store("acme")
    rule = Uniqueness(person=(("identifiers.social_security_number",),))
    save_section(store, "uniqueness", rule.model_dump(mode="json", by_alias=True), by=a_caller(), now=now)
    return store


def _at_once(work):
    """Return what each thread's work returned or raised. All threads start at the same moment."""
    barrier = Barrier(THREADS)

    def run(number):
        barrier.wait(timeout=60)
        try:
            return work(number)
        except (RuleBroken, DuplicateContact, ConcurrentUpdate, NotFound) as refused:
            return refused

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(run, range(THREADS)))


def _register(store, now, **said):
    draft = ContactDraft.model_validate({"kind": "person", "last_name": "Georgiou"} | said)
    return registration.register_contact(store, draft, by=a_caller(), now=now)


@pytest.mark.parametrize("write", [table.put, lambda put: table.transact([put])])
def test_one_of_many_takes_a_free_key(world, write):
    def take(number):
        put = Put(Row(Key("TENANT#acme#X", "1"), "thing", f'{{"by":{number}}}'), Absent(), lambda _: RuleBroken("", code="taken"))
        write(put)
        return number

    answers = _at_once(take)
    winners = [answer for answer in answers if isinstance(answer, int)]
    assert len(winners) == 1
    assert table.get(Key("TENANT#acme#X", "1")).document == f'{{"by":{winners[0]}}}'


@pytest.mark.feature("S2.29", "S3.9")
def test_only_one_of_many_contacts_with_one_number_is_created(world, store, now):
    answers = _at_once(lambda _: _register(store, now, identifiers={"social_security_number": "12345"}))
    made = [answer for answer in answers if not isinstance(answer, Exception)]
    assert len(made) == 1
    assert all(isinstance(answer, DuplicateContact) for answer in answers if answer is not made[0])
    assert [contact.contact_id for contact in stored_contacts(world)] == [made[0].contact_id]
    assert_claims_and_contacts_are_one_to_one(world)


def test_no_change_of_many_is_lost(world, store, now):
    patches = (
        {"title": "Dr"},
        {"first_name": "Eleni"},
        {"middle_name": "Maria"},
        {"last_name": "Ioannou"},
        {"date_of_birth": "1990-01-01"},
        {"language": "el"},
        {"tags": ["golf"]},
        {"identifiers": {"tax_number": "1234567"}},
    )
    contact = _register(store, now, identifiers={"social_security_number": "12345"})

    def change(number):
        while True:
            try:
                return registration.change_contact(store, contact.contact_id, patches[number], by=a_caller(), now=now)
            except ConcurrentUpdate:
                # After five failed attempts the caller is told to try again, and does.
                continue

    answers = _at_once(change)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    stored = store.contacts.get(contact.contact_id)
    values = stored.model_dump(mode="json")
    assert (stored.version, values["identifiers"]["tax_number"]) == (1 + THREADS, "1234567")
    assert all(values[name] == value for patch in patches[:-1] for name, value in patch.items())
    entries, _ = store.history.page(contact.contact_id, limit=50)
    chain = [entry for entry, _ in entries]
    assert len(chain) == stored.version
    assert [newer.previous for newer in chain[:-1]] == [older.hash for older in chain[1:]]


def test_a_contact_deleted_while_others_change_it_leaves_nothing_behind(world, store, now):
    contact = _register(store, now, identifiers={"social_security_number": "12345"})

    def change_or_delete(number):
        if number == 0:
            return registration.delete_contact(store, contact.contact_id, by=a_caller(), now=now)
        patch = {"first_name": f"Name {number}", "identifiers": {"social_security_number": f"{number}{number}{number}"}}
        return registration.change_contact(store, contact.contact_id, patch, by=a_caller(), now=now)

    answers = _at_once(change_or_delete)
    if isinstance(answers[0], ConcurrentUpdate):
        registration.delete_contact(store, contact.contact_id, by=a_caller(), now=now)
    assert stored_contacts(world) == []
    assert_claims_and_contacts_are_one_to_one(world)
    with pytest.raises(NotFound):
        store.contacts.get(contact.contact_id)
