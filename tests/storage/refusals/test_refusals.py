"""The repository of refusals."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.refusals.refusals import not_stored, with_event, without_what_the_provider_told
from contactbook.storage.base import table
from contactbook.storage.refusals.refusals import RefusalRepository
from tests.aws_in_process.aws import World
from tests.builders.refusals import an_event
from tests.builders.sending import store


@pytest.fixture
def refusals(world: World) -> RefusalRepository:
    found: RefusalRepository = store().refusals
    return found


@pytest.mark.feature("S5.11")
def test_an_address_has_one_item_however_it_is_written(refusals: RefusalRepository, world: World) -> None:
    name = refusals.name_of("hard@bücher.example")
    table.transact([refusals.save_of(with_event(not_stored(name), an_event()))])

    assert refusals.name_of("HARD@xn--bcher-kva.example") == name
    found = refusals.find(refusals.name_of("hard@xn--bcher-kva.example"))
    assert found is not None
    assert found.scopes == ("unusable",)
    (item,) = world.items()
    assert (item["pk"]["S"], item["sk"]["S"]) == (f"TENANT#acme#REFUSED#{name}", "STANDS")
    assert "bücher" not in str(item)


@pytest.mark.feature("S5.4")
def test_the_hash_does_not_depend_on_the_key_ring(refusals: RefusalRepository, world: World) -> None:
    from contactbook.gateways import secrets

    before = refusals.name_of("c1@example.com")
    was = secrets.key_ring()
    secrets.key_ring.cache_clear()
    assert store().key_ring == was
    other = type(store())(
        "acme",
        was.model_copy(update={"secrets": {"9": next(iter(was.secrets.values()))}, "current": "9"}),
        secrets.refusal_secret,
    )
    assert other.refusals.name_of("c1@example.com") == before


def test_a_save_that_another_one_overtook_is_refused(refusals: RefusalRepository) -> None:
    first = with_event(not_stored("h"), an_event())
    table.transact([refusals.save_of(first)])
    with pytest.raises(ConcurrentUpdate):
        table.transact([refusals.save_of(with_event(not_stored("h"), an_event("complaint")))])
    with pytest.raises(ConcurrentUpdate):
        table.transact([refusals.check_of(not_stored("h"))])
    table.transact([refusals.check_of(first)])


def test_a_refusal_without_events_is_gone(refusals: RefusalRepository, world: World) -> None:
    first = with_event(not_stored("h"), an_event())
    table.transact([refusals.save_of(first)])
    table.transact([refusals.save_of(without_what_the_provider_told(first))])
    assert world.items() == []
    assert [found.version for found in refusals.standing(["h"])] == [0]
