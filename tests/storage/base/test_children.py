"""Children of a contact and configured items: each is found, saved on its version and removed with its pointer."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.values import Record
from contactbook.domain.base.versions import next_version
from contactbook.storage.base import table
from contactbook.storage.base.children import ChildRepository, ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys

pytestmark = pytest.mark.usefixtures("world")


class Hint(Record):
    """A noun of these tests."""

    text: str = ""


@pytest.fixture
def children() -> ChildRepository[Hint]:
    return ChildRepository(TenantKeys("acme"), "HINT", Hint, addressable=True)


@pytest.fixture
def configured() -> ConfiguredRepository[Hint]:
    return ConfiguredRepository(TenantKeys("acme"), "HINT", Hint)


def test_an_added_child_is_found_under_its_contact_and_by_its_own_id(children: ChildRepository[Hint]) -> None:
    table.transact(children.add_writes("c", "h", Hint(text="x")))
    assert children.get("c", "h") == Hint(text="x")
    assert children.contact_of("h") == "c"


def test_children_of_another_noun_are_left_out(children: ChildRepository[Hint]) -> None:
    table.transact(ChildRepository(TenantKeys("acme"), "OTHER", Hint).add_writes("c", "o", Hint()))
    assert children.all_of("c") == []


def test_children_come_newest_first_on_a_page(children: ChildRepository[Hint]) -> None:
    for child_id in ("h1", "h2", "h3"):
        table.transact(children.add_writes("c", child_id, Hint(text=child_id)))
    page, after = children.page("c", limit=2, after=None)
    rest, end = children.page("c", limit=2, after=after)
    assert [hint.text for hint in (*page, *rest)] == ["h3", "h2", "h1"]
    assert end is None


def test_a_child_is_saved_on_the_version_that_was_read_only(children: ChildRepository[Hint]) -> None:
    table.transact(children.add_writes("c", "h", Hint()))
    changed = next_version(Hint(), text="y")
    table.transact(children.save_writes("c", "h", changed, replacing=1))
    with pytest.raises(ConcurrentUpdate):
        table.transact(children.save_writes("c", "h", changed, replacing=1))


def test_a_removed_child_leaves_no_pointer(children: ChildRepository[Hint]) -> None:
    table.transact(children.add_writes("c", "h", Hint()))
    table.transact(children.remove_writes("c", "h"))
    with pytest.raises(NotFound):
        children.contact_of("h")


def test_configured_items_come_in_the_order_of_the_ids_that_are_asked_for(configured: ConfiguredRepository[Hint]) -> None:
    for item_id in ("a", "b"):
        table.put(configured.add_of(item_id, Hint(text=item_id)))
    assert [hint.text for hint in configured.get_many(["b", "missing", "a"])] == ["b", "a"]


def test_a_configured_item_is_removed_on_its_version_only(configured: ConfiguredRepository[Hint]) -> None:
    table.put(configured.add_of("a", Hint(version=2)))
    with pytest.raises(ConcurrentUpdate):
        table.transact([configured.remove_of("a", version=1)])
    table.transact([configured.remove_of("a", version=2)])
    assert configured.find("a") is None
