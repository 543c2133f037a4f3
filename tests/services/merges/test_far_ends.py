"""The far ends of relations are renamed after a merge, however often other writers are first."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.merges.messages import MergeMessage
from contactbook.services.merges import job, journal
from contactbook.storage.merges.far_ends import FarEnds
from tests.aws_in_process.aws import World
from tests.services.merges.test_journal import Everybody


@pytest.mark.feature("S1.23")
def test_far_ends_that_lose_every_race_are_renamed_when_the_job_repeats(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactbook.services.merges.transaction_size._MOST_AT_ONCE", 0)
    everybody = Everybody(world, now)

    def raced(*_: object) -> list[Any]:
        raise ConcurrentUpdate("Another writer was first.")

    settle = journal.settle

    def settle_and_lose(*given: Any) -> None:
        losing.setattr(FarEnds, "rename_writes", raced)
        settle(*given)

    with monkeypatch.context() as losing:
        losing.setattr(journal, "settle", settle_and_lose)
        everybody.merge()
        messages = everybody.world.take_messages("merges")
        message = MergeMessage.model_validate_json(messages[0]["body"])
        with pytest.raises(ConcurrentUpdate):
            job.run_merge(message, everybody.now, lambda: True)
        assert not everybody.store.merges.get(message.run_id).settled
    job.run_merge(message, everybody.now, lambda: True)
    assert everybody.store.merges.get(message.run_id).settled
    (relation,) = everybody.store.relations.all_of(everybody.other)
    assert relation.related_contact_id == everybody.survivor
