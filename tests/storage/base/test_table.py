"""The table: conditions, refusals, order and limits of reads and writes."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import LARGEST_DOCUMENT
from contactbook.storage.base.rows import Absent, AtVersion, Check, Index, Put, Remove, Row, at_version

pytestmark = pytest.mark.usefixtures("world")


class OwnRefusal(Exception):
    """Raised by a write of a test."""


def a_row(sk: str = "1", **fields) -> Row:
    return Row(Key("TENANT#acme#THING#t", sk), "thing", "{}", **fields)


def test_a_saved_row_is_read_back_whole() -> None:
    row = a_row(version=3, gsi2=Key("TENANT#acme#DUE", "x"), expires_at=1772442000)
    table.put(Put(row))
    assert table.get(row.key) == row


def test_a_missing_row_is_none() -> None:
    assert table.get(a_row().key) is None


def test_many_rows_come_in_the_order_of_their_keys_without_missing_ones() -> None:
    table.put_many([a_row(str(number)) for number in range(120)])
    keys = [a_row(str(number)).key for number in reversed(range(121))]
    assert [row.key for row in table.get_many(keys)] == keys[1:]


def test_a_query_continues_after_its_page() -> None:
    table.put_many([a_row(sk) for sk in ("a1", "a2", "a3", "b1")])
    first = table.query("TENANT#acme#THING#t", "a", limit=2)
    rest = table.query("TENANT#acme#THING#t", "a", after=first.after)
    assert [row.key.sk for row in (*first.rows, *rest.rows)] == ["a1", "a2", "a3"]
    assert rest.after is None


def test_a_sparse_index_gives_keys_only() -> None:
    table.put(Put(Row(Key("p", "s"), "thing", '{"a": 1}', gsi2=Key("TENANT#acme#DUE", "x"))))
    (row,) = table.query_index(Index.BY_DUE, "TENANT#acme#DUE").rows
    assert (row.key, row.document) == (Key("p", "s"), "{}")


def test_a_put_on_another_version_is_a_concurrent_update() -> None:
    table.put(Put(a_row(version=2)))
    with pytest.raises(ConcurrentUpdate):
        table.put(Put(a_row(version=4), AtVersion(3)))


def test_version_zero_means_that_the_key_is_free() -> None:
    assert (at_version(0), at_version(2)) == (Absent(), AtVersion(2))


def test_a_repeated_put_that_meets_its_own_row_is_done() -> None:
    table.put(Put(a_row(), Absent()))
    table.put(Put(a_row(), Absent()))


def test_a_transaction_commits_all_or_nothing() -> None:
    table.put(Put(a_row("taken")))
    with pytest.raises(ConcurrentUpdate):
        table.transact([Put(a_row("new")), Put(a_row("taken"), Absent())])
    assert table.get(a_row("new").key) is None


def test_a_transaction_raises_the_refusal_of_the_first_failed_write() -> None:
    table.put(Put(a_row("taken")))
    writes = [
        Put(a_row("taken"), Absent(), lambda stored: OwnRefusal(stored.key.sk)),
        Check(a_row("missing").key, AtVersion(1), lambda _: OwnRefusal("second")),
    ]
    with pytest.raises(OwnRefusal, match="taken"):
        table.transact(writes)


def test_a_document_that_does_not_fit_into_an_item_is_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        table.put(Put(Row(Key("p", "s"), "thing", "x" * (LARGEST_DOCUMENT + 1))))
    assert refused.value.code == "record_too_large"


@pytest.mark.feature("S2.127")
def test_an_audit_entry_is_never_changed_or_deleted() -> None:
    entry = Row(Key("TENANT#acme#CONTACT#c", "HISTORY#1"), "history", "{}")
    table.put(Put(entry, Absent()))
    for attempt in (
        lambda: table.put(Put(entry)),
        lambda: table.put_many([entry]),
        lambda: table.remove_many([entry.key]),
        lambda: table.transact([Remove(entry.key)]),
    ):
        with pytest.raises(ValueError, match="audit entry"):
            attempt()
