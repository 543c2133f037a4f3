"""Contacts that changed while nobody followed them: the sync was off, or their account was in no group or another one (S4.4, S4.25)."""

from typing import Any

import pytest

from contactbook.domain.sync.runs import SyncRunDraft, SyncRunState
from contactbook.services.sync.requests import administration
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.services.sync.test_run_lease import NoTime

EMAIL, OTHER = "eleni@example.com", "other@example.com"


def switched(group: Group, *, on: bool) -> None:
    group.configure(enabled=on)


def away(group: Group, *, on: bool) -> None:
    group.move("acme2", TOP if on else None)


@pytest.fixture(params=[switched, away], ids=["off", "away"])
def follows(request: pytest.FixtureRequest) -> Any:
    """What lets nobody follow the contacts of `acme2` for a while."""
    return request.param


def shared(group: Group) -> tuple[Any, Any]:
    # Keys in several partitions: whichever is read first leads to both of them.
    more = [f"{name}@example.com" for name in "abcdef"]
    first = group.add("acme-corp", emails=[{"address": one} for one in (EMAIL, *more)])
    second = group.add("acme2", EMAIL)
    group.sync()
    assert group.tags("acme2", second) == {"multi", "secondary-shared-contact"}
    return first, second


@pytest.mark.feature("S4.4", "S4.24", "S4.25")
@pytest.mark.parametrize("how", ["another address", "deleted"])
def test_who_is_shared_no_more_loses_the_tags(group: Group, follows: Any, how: str) -> None:
    _, second = shared(group)
    follows(group, on=False)
    if how == "deleted":
        group.delete("acme2", second)
    else:
        group.change("acme2", second, emails=[{"address": OTHER}])
    group.follow_stream()
    follows(group, on=True)
    assert group.sync().full
    assert set(group.every_tag().values()) == {()}
    assert group.shared() == []
    assert not group.sync().full


@pytest.mark.feature("S4.4", "S4.13", "S4.24")
def test_a_deal_of_that_time_counts(group: Group, follows: Any) -> None:
    first, second = shared(group)
    follows(group, on=False)
    group.deal("acme2", second, "deposit")
    group.follow_stream()
    follows(group, on=True)
    group.sync()
    assert group.tags("acme2", second) == {"multi", "primary-shared-contact"}
    assert group.tags("acme-corp", first) == {"multi", "secondary-shared-contact"}


@pytest.mark.feature("S4.4", "S4.24")
def test_a_run_forgets_once_in_however_many_slices_it_works(group: Group, follows: Any) -> None:
    _, second = shared(group)
    follows(group, on=False)
    group.change("acme2", second, emails=[{"address": OTHER}])
    group.follow_stream()
    follows(group, on=True)
    run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
    group.work(NoTime())
    forgetting = group.group.runs.get(run.sync_run_id)
    assert (forgetting.state, bool(forgetting.forgets)) == (SyncRunState.FINISHED, True)
    assert set(group.every_tag().values()) == {()}
    assert group.group.runs.get(group.sync(full=True).sync_run_id).forgets == ()


@pytest.mark.feature("S4.4", "S4.24")
def test_a_run_writes_no_contact_where_none_changed_at_that_time(group: Group, follows: Any) -> None:
    shared(group)
    before = group.every_tag()
    follows(group, on=False)
    follows(group, on=True)
    run = group.sync()
    assert (run.full, run.contacts_tagged, group.every_tag()) == (True, 0, before)
