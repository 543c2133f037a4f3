"""The repository of the refusals of addresses."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.refusals.refusals import with_event, without_what_the_provider_told
from contactbook.storage.base import table
from contactbook.storage.refusals.refusals import RefusalRepository
from tests.aws_in_process.aws import World
from tests.builders.refusals import an_event
from tests.builders.sending import store

EMAIL = "eleni@example.com"


@pytest.fixture
def refusals(world: World) -> RefusalRepository:
    found: RefusalRepository = store().refusals
    return found


def test_every_way_to_write_an_address_has_the_same_name(refusals: RefusalRepository) -> None:
    assert refusals.name_of("Eleni@Example.com") == refusals.name_of(EMAIL) != refusals.name_of("maria@example.com")


def test_a_refusal_is_found_by_the_name_of_its_address_and_without_events_it_is_gone(refusals: RefusalRepository) -> None:
    name = refusals.name_of(EMAIL)
    (missing,) = refusals.standing([name])
    assert (missing.version, missing.events, refusals.find(name)) == (0, (), None)
    stored = with_event(missing, an_event())
    table.transact([refusals.save_of(stored)])
    assert refusals.standing([name]) == [refusals.find(name)] == [stored]
    assert refusals.page(limit=10, after=None) == ([stored], None)
    table.transact([refusals.save_of(without_what_the_provider_told(stored))])
    assert refusals.get_many([name]) == {}
    assert refusals.page(limit=10, after=None) == ([], None)


def test_a_refusal_that_another_changed_is_neither_saved_nor_believed(refusals: RefusalRepository) -> None:
    (missing,) = refusals.standing([refusals.name_of(EMAIL)])
    first = with_event(missing, an_event())
    table.transact([refusals.save_of(first)])
    for write in (refusals.save_of(with_event(missing, an_event("complaint"))), refusals.check_of(missing)):
        with pytest.raises(ConcurrentUpdate):
            table.transact([write])
    assert refusals.find(first.address) == first


def test_the_table_never_holds_the_address(world: World, refusals: RefusalRepository) -> None:
    (missing,) = refusals.standing([refusals.name_of(EMAIL)])
    table.transact([refusals.save_of(with_event(missing, an_event()))])
    assert EMAIL not in str(world.items())
    assert EMAIL not in str(world.documents("refusal"))
