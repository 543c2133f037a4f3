"""Idempotent requests: one run at a time, an answer for 24 hours, and a takeover after a death."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.base.versions import with_fields
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.requests import KeptRequest, RequestRepository, RunningRequest

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("world")


def begin(*, at: datetime = NOW, body_hash: str = "body") -> RunningRequest | KeptRequest:
    return RequestRepository(TenantKeys("acme")).begin("hash", body_hash, now=at, lease=40)


def running(**fields) -> RunningRequest:
    begun = begin(**fields)
    assert isinstance(begun, RunningRequest)
    return begun


def test_a_second_request_finds_the_running_one() -> None:
    first = running()
    assert begin() == first.kept


def test_a_finished_request_keeps_its_answer_for_24_hours() -> None:
    first = running()
    first.finish(with_fields(first.kept, status=201, body="{}"))
    kept = begin(at=NOW + timedelta(hours=23))
    assert isinstance(kept, KeptRequest)
    assert kept.status == 201
    assert isinstance(begin(at=NOW + timedelta(hours=24)), RunningRequest)


def test_a_request_whose_lease_has_ended_is_taken_over_and_keeps_its_time() -> None:
    running()
    again = running(at=NOW + timedelta(seconds=41))
    assert again.kept.began_at == NOW


def test_another_body_does_not_take_over_a_dead_request() -> None:
    running()
    assert isinstance(begin(at=NOW + timedelta(seconds=41), body_hash="other"), KeptRequest)


def test_a_forgotten_request_frees_its_key() -> None:
    running().forget()
    assert isinstance(begin(), RunningRequest)


def test_the_answer_of_a_run_that_was_taken_over_is_not_kept() -> None:
    first = running()
    running(at=NOW + timedelta(seconds=41))
    first.finish(with_fields(first.kept, status=201))
    kept = begin(at=NOW + timedelta(seconds=42))
    assert isinstance(kept, KeptRequest)
    assert kept.status is None


def test_an_erased_answer_keeps_its_key_taken() -> None:
    first = running()
    first.finish(with_fields(first.kept, status=200, body="Eleni"))
    RequestRepository(TenantKeys("acme")).erase_answer("hash")
    kept = begin()
    assert isinstance(kept, KeptRequest)
    assert (kept.erased, kept.body) == (True, "")
