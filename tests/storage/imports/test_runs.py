"""Imports in the table, and the journal of their parts."""

from datetime import datetime

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.row_outcomes import LeftRow, RowError, StoredRow
from contactbook.domain.imports.runs import Import, ImportRequest
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.imports.runs import ImportRepository
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller


@pytest.fixture
def imports(world: World) -> ImportRepository:
    return open_store("acme").imports


def a_run(now: datetime, import_id: str = "imp_1", parts: int = 0) -> Import:
    draft = ImportRequest(kind=ContactKind.PERSON, csv="Name\n")
    return Import(import_id=import_id, draft=draft, caller=a_caller(), parts=parts, created_at=now, updated_at=now)


def test_an_import_is_read_as_it_was_stored(imports: ImportRepository, now: datetime) -> None:
    table.transact([imports.add_of(a_run(now))])
    assert imports.get("imp_1") == a_run(now)
    assert imports.find("imp_2") is None
    with pytest.raises(NotFound):
        imports.get("imp_2")


def test_an_import_is_saved_on_its_version_only(imports: ImportRepository, now: datetime) -> None:
    table.transact([imports.add_of(a_run(now))])
    after = next_version(a_run(now), offset=7)
    table.transact([imports.save_of(after, replacing=1)])
    assert imports.get("imp_1").offset == 7
    with pytest.raises(ConcurrentUpdate):
        table.transact([imports.save_of(after, replacing=1)])


def test_imports_are_paged_newest_first(imports: ImportRepository, now: datetime) -> None:
    for number in range(3):
        table.transact([imports.add_of(a_run(now, f"imp_{number}"))])
    first, after = imports.page(limit=2, after=None)
    second, end = imports.page(limit=2, after=after)
    assert [run.import_id for run in (*first, *second)] == ["imp_2", "imp_1", "imp_0"]
    assert end is None


def test_the_parts_of_a_journal_are_read_backwards(imports: ImportRepository, now: datetime) -> None:
    for number in (1, 2):
        rows = [StoredRow(line=number, contact_id=f"con_{number}", entries_after=1)]
        table.transact([imports.part_of(a_run(now, parts=number), rows)])
    part, (row,) = imports.next_part("imp_1", None) or pytest.fail("there is a part")
    assert (part, row.contact_id) == ("00000002", "con_2")
    part, (row,) = imports.next_part("imp_1", part) or pytest.fail("there is a part")
    assert (part, row.contact_id) == ("00000001", "con_1")
    assert imports.next_part("imp_1", part) is None


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_a_page_of_errors_ends_within_a_part_and_misses_none(imports: ImportRepository, now: datetime, limit: int) -> None:
    for number in range(7):
        errors = [RowError(line=number * 10 + place, field="", code="x", message="m") for place in range(3)]
        table.transact([imports.errors_of(a_run(now, parts=number), errors)])
    lines: list[int] = []
    after = None
    while True:
        page, after = imports.page_of_errors("imp_1", limit=limit, after=after)
        assert len(page) <= limit
        lines += [one.line for one in page]
        if after is None:
            break
    assert lines == [number * 10 + place for number in range(7) for place in range(3)]


def test_the_rows_that_an_undo_left_are_read_in_the_order_of_lines(imports: ImportRepository, now: datetime) -> None:
    for part in ("00000002", "00000001"):
        table.transact([imports.left_of(a_run(now), part, [LeftRow(line=int(part), contact_id="con_1", reason="deleted")])])
    page, after = imports.page_of_left("imp_1", limit=10, after=None)
    assert [one.line for one in page] == [1, 2]
    assert after is None
