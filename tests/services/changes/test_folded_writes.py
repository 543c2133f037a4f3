"""Several writes of an item as one."""

from contactbook.services.changes.folded_writes import FoldedWrites
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row


def a_row(sk: str, version: int = 1) -> Row:
    return Row(Key("TENANT#acme", sk), "contact", "{}", version=version)


def test_two_puts_of_an_item_become_one_with_the_first_expectation_and_the_last_row() -> None:
    folded = FoldedWrites()
    folded.add([Put(a_row("a"), Absent()), Put(a_row("b"))])
    folded.add([Put(a_row("a", 2), AtVersion(1))])
    assert folded.all() == (Put(a_row("a", 2), Absent()), Put(a_row("b")))


def test_a_removal_replaces_an_earlier_put() -> None:
    folded = FoldedWrites()
    folded.add([Put(a_row("a"))])
    folded.add([Remove(a_row("a").key)])
    assert folded.all() == (Remove(a_row("a").key),)
