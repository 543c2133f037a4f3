"""Marks: a repeated request skips the transactions that an earlier run has committed."""

import pytest

from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.marks import Mark, marking, running_mark, unmarked
from contactbook.storage.base.rows import Put, Row

pytestmark = pytest.mark.usefixtures("world")


def a_write(sk: str) -> Put:
    return Put(Row(Key("p", sk), "thing", "{}"))


def a_mark(done_before: int = 0) -> Mark:
    return Mark(lambda committed: a_write(f"mark {committed}"), done_before=done_before)


def stored(sk: str) -> bool:
    return table.get(Key("p", sk)) is not None


def test_a_transaction_carries_the_mark_of_its_request() -> None:
    with marking(a_mark()):
        table.transact([a_write("one")])
    assert stored("one")
    assert stored("mark 1")


def test_a_committed_transaction_is_skipped() -> None:
    with marking(a_mark(done_before=1)) as _:
        table.transact([a_write("one")])
        table.transact([a_write("two")])
    assert not stored("one")
    assert stored("two")
    assert stored("mark 2")


def test_unmarked_work_carries_no_mark() -> None:
    with marking(a_mark()), unmarked():
        assert running_mark() is None


def test_a_full_transaction_goes_without_the_mark() -> None:
    writes = [a_write(str(number)) for number in range(MOST_WRITES)]
    assert len(a_mark().added_to(writes)) == MOST_WRITES
    assert len(a_mark().added_to(writes[1:])) == MOST_WRITES
