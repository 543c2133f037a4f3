"""The walk over all contacts of a tenant."""

from contactbook.domain.base.jobs import Work
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.steps import steps_left
from contactbook.services.jobs.walk import Walk
from contactbook.storage.base import table
from tests.builders.contacts import a_contact

NAMES = ["Adams", "Brown", "Clark", "Davis", "Evans"]


def a_store():
    store = open_store("acme")
    for number, name in enumerate(NAMES):
        table.transact([store.contacts.add_of(a_contact(contact_id=f"con_{number}", last_name=name))])
    return store


def go_on(store, steps: int, *, after=None, whole_pages=False, settle=lambda contact: contact.last_name):
    """Walk in pages of two; return the names of the saved pages, where to continue, and if work is left."""

    def save(progress, page):
        return (*progress[0], list(page.outcomes)), page.after

    walk = Walk(settle, save, whole_pages=whole_pages, page_size=2)
    (pages, cursor), work = walk.go_on(store, ((), after), after=after, has_time=steps_left(steps))
    return list(pages), cursor, work


def test_every_contact_is_settled_and_every_page_saved(world):
    assert go_on(a_store(), 5) == ([["Adams", "Brown"], ["Clark", "Davis"], ["Evans"]], None, Work.DONE)


def test_a_page_that_the_time_ends_is_not_saved_and_is_repeated(world):
    store = a_store()
    pages, cursor, work = go_on(store, 3)
    assert (pages, work) == ([["Adams", "Brown"]], Work.LEFT)
    assert go_on(store, 9, after=cursor)[0] == [["Clark", "Davis"], ["Evans"]]


def test_a_whole_page_is_finished_once_it_has_begun(world):
    pages, _, work = go_on(a_store(), 2, whole_pages=True)
    assert (pages, work) == ([["Adams", "Brown"], ["Clark", "Davis"]], Work.LEFT)


def test_a_contact_that_is_not_done_in_time_ends_the_walk(world):
    pages, _, work = go_on(a_store(), 9, settle=lambda one: Work.LEFT if one.last_name == "Davis" else one.last_name)
    assert (pages, work) == ([["Adams", "Brown"]], Work.LEFT)


def test_a_tenant_without_contacts_is_done_with_one_empty_page(world):
    assert go_on(open_store("acme"), 1) == ([[]], None, Work.DONE)
