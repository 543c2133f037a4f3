"""The stored runs of the KYC expiry."""

from datetime import UTC, date, datetime

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.domain.kyc.expiry_runs import ExpiredProfile, KycExpiryRun, run_id_of
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.aws_in_process.aws import World

NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
RUN_ID = run_id_of(date(2026, 3, 10))


def test_runs_are_listed_newest_first_and_kept_for_400_days(world: World) -> None:
    runs = open_store("acme").kyc_expiry_runs
    for day in (date(2026, 3, 9), date(2026, 3, 10)):
        runs.save(KycExpiryRun(run_id=run_id_of(day), day=day, started_at=NOW))
    found, _ = runs.page(limit=9, after=None)
    assert [run.run_id for run in found] == [RUN_ID, "kxr_20260309"]
    kept = [int(item["expires_at"]["N"]) - NOW.timestamp() for item in world.items() if "KYC-EXPIRY" in item["pk"]["S"]]
    assert kept == [400 * 86_400] * 2
    with pytest.raises(NotFound):
        runs.get("kxr_20200101")


def test_a_profile_that_expires_at_last_is_not_counted_as_failed(world: World) -> None:
    runs = open_store("acme").kyc_expiry_runs
    runs.save_failure(RUN_ID, "con_1", "unreadable", NOW)
    runs.save_failure(RUN_ID, "con_2", "unreadable", NOW)
    assert runs.counts_of(RUN_ID) == (0, 2)
    table.put(runs.put_of(RUN_ID, ExpiredProfile(contact_id="con_2", profile="full", because="period"), NOW))
    assert runs.counts_of(RUN_ID) == (1, 1)
