"""Exports in the table."""

from datetime import datetime, timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.exports.records import Export, ExportOf, ExportRequest
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.exports.exports import ExportRepository
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller


@pytest.fixture
def exports(world: World) -> ExportRepository:
    return open_store("acme").exports


def an_export(now: datetime, export_id: str = "exp_1") -> Export:
    return Export(
        export_id=export_id, draft=ExportRequest(of=ExportOf.CONTACTS), caller=a_caller(), created_at=now, updated_at=now
    )


def test_an_export_is_read_as_it_was_stored(exports: ExportRepository, now: datetime) -> None:
    table.transact([exports.add_of(an_export(now))])
    assert exports.get("exp_1") == an_export(now)
    with pytest.raises(NotFound):
        exports.get("exp_2")


def test_an_export_is_saved_on_its_version_only(exports: ExportRepository, now: datetime) -> None:
    table.transact([exports.add_of(an_export(now))])
    after = next_version(an_export(now), rows=5, after={"pk": "a", "sk": "b"})
    table.transact([exports.save_of(after, replacing=1)])
    assert exports.get("exp_1") == after
    with pytest.raises(ConcurrentUpdate):
        table.transact([exports.save_of(after, replacing=1)])


def test_an_export_expires_with_its_file_after_seven_days(world: World, exports: ExportRepository, now: datetime) -> None:
    table.transact([exports.add_of(an_export(now))])
    (item,) = [item for item in world.items() if item["kind"]["S"] == "export"]
    assert int((now + timedelta(days=7)).timestamp()) in [int(value["N"]) for value in item.values() if "N" in value]


def test_exports_are_paged_newest_first(exports: ExportRepository, now: datetime) -> None:
    for number in range(3):
        table.transact([exports.add_of(an_export(now, f"exp_{number}"))])
    page, _ = exports.page(limit=10, after=None)
    assert [one.export_id for one in page] == ["exp_2", "exp_1", "exp_0"]
