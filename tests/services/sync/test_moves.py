"""A child account that gets another parent takes its contacts out of one group's sync and into the other's (S8.1)."""

import pytest

from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRunDraft, SyncRunState
from contactbook.domain.sync.settings import SyncSettingsDraft
from contactbook.domain.tenants.registry import TenantDraft
from contactbook.services.sync.job import run_tenant_sync
from contactbook.services.sync.requests import administration
from contactbook.services.sync.run_context import RunContext
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group

EMAIL = "eleni@example.com"
SHARED = {"multi", "primary-shared-contact"}


@pytest.fixture
def group(group: Group) -> Group:
    group.configure()
    group.register(TenantDraft(tenant_id="globex", name="Globex"))
    group.register(TenantDraft(tenant_id="globex-east", name="East", parent_id="globex"))
    return group


def known_of(group: Group, tenant_id: str) -> list[str]:
    """What the top account's group keeps about the contacts of a tenant, other than the runs of the past."""
    rows = [item for item in group.world.items() if item["pk"]["S"].startswith(f"GROUP#{TOP}#")]
    kept = [one for one in rows if not one["pk"]["S"].endswith(("#RUNS", "#SYNC")) and "#RUN#" not in one["pk"]["S"]]
    return [str(one["pk"]["S"]) for one in kept if tenant_id in str(one)]


@pytest.mark.feature("S8.1", "S4.25")
@pytest.mark.parametrize("full", [False, True])
def test_the_former_group_forgets_a_tenant_and_does_not_touch_it_again(group, full):
    stays, leaves = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
    group.sync()
    assert group.tags("acme-corp", stays) == SHARED
    before = group.store("acme2").contacts.get(leaves.contact_id)
    group.move("acme2", "globex")
    assert group.shared() == []
    run = group.sync(full=full)
    assert group.tags("acme-corp", stays) == set()
    assert group.store("acme2").contacts.get(leaves.contact_id) == before
    assert set(run.accounts) == {"acme-corp"}
    assert known_of(group, "acme2") == []


@pytest.mark.feature("S8.1")
def test_those_who_stay_are_still_shared(group):
    first, second, _ = (group.add(tenant_id, EMAIL) for tenant_id in ("acme-corp", "acme2", "other"))
    group.sync()
    group.move("other", None)
    group.sync()
    assert group.tags("acme-corp", first) == SHARED
    assert group.tags("acme2", second) == {"multi", "secondary-shared-contact"}
    assert [{account.tenant_id for account in person.accounts} for person in group.shared()] == [{"acme-corp", "acme2"}]


@pytest.mark.feature("S8.1")
def test_a_dry_run_lists_nothing_of_a_tenant_that_left(group):
    group.add("acme-corp", EMAIL)
    group.add("acme2", EMAIL)
    group.sync()
    group.move("acme2", "globex")
    run = group.sync(dry_run=True)
    changes, _ = administration.page_of_run_changes(
        group.store(TOP), run.sync_run_id, limit=100, after=None, by=a_caller(), now=group.now
    )
    assert {change.tenant_id for change in changes} == {"acme-corp"}


@pytest.mark.feature("S8.1", "S4.5")
def test_the_new_group_shares_its_contacts(group):
    moved, theirs = group.add("acme2", EMAIL), group.add("globex-east", EMAIL)
    group.sync()
    group.move("acme2", "globex")
    globex = group.store("globex")
    draft = SyncSettingsDraft(enabled=True, tags=("multi",))
    administration.save_settings(globex, draft, by=a_caller(), now=group.now)
    administration.request_run(globex, SyncRunDraft(), by=a_caller(), now=group.now)
    group.work()
    assert "multi" in group.tags("acme2", moved) & group.tags("globex-east", theirs)


@pytest.mark.feature("S8.1")
def test_what_changed_while_a_tenant_was_elsewhere_is_found_when_it_is_back(group):
    stays, moves = group.add("acme-corp", EMAIL), group.add("acme2", "other@example.com")
    group.sync()
    group.move("acme2", "globex")
    group.change("acme2", moves, emails=[{"address": EMAIL}])
    group.follow_stream()
    group.move("acme2", TOP)
    assert group.sync().full_because == ("owed",)
    assert group.tags("acme-corp", stays) == SHARED


@pytest.mark.feature("S8.1")
def test_a_run_that_works_while_a_tenant_leaves_does_not_touch_it(group):
    group.add("acme-corp", EMAIL)
    leaves = group.add("acme2", EMAIL)
    group.follow_stream()
    run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
    message = TenantSyncMessage(tenant_id=TOP, run_id=run.sync_run_id)
    steps = []

    def has_time() -> bool:
        steps.append(1)
        if len(steps) == 2:
            group.move("acme2", "globex")
        return True

    run_tenant_sync(message, group.now, has_time)
    assert administration.read_run(group.store(TOP), run.sync_run_id).state is SyncRunState.SUPERSEDED
    assert group.tags("acme2", leaves) == set()


@pytest.mark.feature("S8.1")
def test_a_run_that_trusts_its_match_keys_is_caught(group, monkeypatch):
    """The broken variant: everybody under a match key counts as a contact of the group."""
    group.add("acme-corp", EMAIL)
    group.add("acme2", EMAIL)
    group.sync()
    group.move("acme2", "globex")
    monkeypatch.setattr(RunContext, "has_account", lambda *_: True)
    with pytest.raises(pytest.fail.Exception, match=r"touches .*acme2"):
        group.sync()
