"""Copies follow later changes of their sources field by field, leave what users wrote, and are one a person (S4.27)."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.services.consent.answers import ConsentDraft, record_consent
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import administration
from contactbook.services.sync.requests.administration import page_of_run_refusals
from contactbook.services.sync.run_context import commit_with_facts
from contactbook.services.sync.run_finish import finish_run
from contactbook.services.sync.run_start import find_or_create_run, take_lease
from contactbook.services.sync.suppressed import owe_full_run
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.services.sync.test_run_lease import NoTime

EMAIL, PHONE = "eleni@example.com", "+35799123456"


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    return made


def the_copy(group: Group) -> Contact:
    (copy,) = group.all(TOP)
    return copy


def engaging(contact: Contact) -> set[str]:
    return {tag for tag in contact.tags if tag.startswith("engaging-in-")}


def shared(group: Group, email: str = EMAIL, **said: Any) -> tuple[Contact, Contact]:
    return group.add("acme-corp", email, first_name="Eleni", **said), group.add("acme2", email, first_name="Helen", **said)


@pytest.mark.feature("S4.27")
def test_a_copy_follows_a_name_without_a_full_run(group: Group) -> None:
    first, second = shared(group)
    group.sync()
    group.change("acme-corp", first, first_name="Nora", title="Dr")
    run = group.sync()
    assert (run.full, run.changes_seen) == (False, 1)
    assert (the_copy(group).first_name, the_copy(group).title) == ("Nora", "Dr")
    group.delete("acme-corp", first)
    group.sync()
    group.change("acme2", second, first_name="Lena")
    group.sync()
    assert the_copy(group).first_name == "Lena"


@pytest.mark.feature("S4.27")
def test_the_name_of_who_has_no_copy_is_told_to_no_run(group: Group) -> None:
    alone = group.add("acme-corp", "alone@example.com")
    group.sync()
    group.change("acme-corp", alone, first_name="Nora")
    group.follow_stream()
    assert group.group.members.page_of_changes(limit=10) == ([], None)


@pytest.mark.feature("S4.27")
@pytest.mark.parametrize("between", [False, True], ids=["at once", "with a run between"])
def test_a_name_that_a_user_changed_and_changed_back_is_the_users(group: Group, between: bool) -> None:
    first, _ = shared(group)
    group.sync()
    copy = group.change(TOP, the_copy(group), first_name="Nelly")
    if between:
        group.sync(full=True)
        copy = the_copy(group)
    group.change(TOP, copy, first_name="Eleni")
    group.change("acme-corp", first, first_name="Nora", last_name="Married")
    for full in (False, True):
        group.sync(full=full)
        assert (the_copy(group).first_name, the_copy(group).last_name) == ("Eleni", "Married")


@pytest.mark.feature("S4.27")
def test_a_copy_whose_address_a_user_took_off_still_leads_to_its_sources(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    group.change(TOP, the_copy(group), emails=[{"address": "own@example.com"}])
    group.change("acme-corp", first, first_name="Nora")
    assert group.sync().copied == 0
    assert the_copy(group).first_name == "Nora"
    assert engaging(the_copy(group)) == {"engaging-in-North-primary", "engaging-in-South"}


@pytest.mark.feature("S4.27")
def test_persons_that_grow_together_keep_the_oldest_copy(group: Group) -> None:
    shared(group)
    shared(group, "second@example.com")
    group.sync()
    kept = min(one.contact_id for one in group.all(TOP))
    for phone, email in enumerate((EMAIL, "second@example.com")):
        group.add("other", email, PHONE, first_name=f"West {phone}")
    run = group.sync()
    assert (run.full, run.taken_back) == (False, 1)
    assert (the_copy(group).contact_id, len(the_copy(group).emails)) == (kept, 2)
    assert engaging(the_copy(group)) == {"engaging-in-North-primary", "engaging-in-South", "engaging-in-West"}
    # Who parts again gets a copy of its own again: nobody left it out.
    for contact in group.all("other"):
        group.delete("other", contact)
    group.sync()
    assert [engaging(one) for one in group.all(TOP)] == [{"engaging-in-North-primary", "engaging-in-South"}] * 2


@pytest.mark.feature("S4.27")
def test_a_second_copy_that_somebody_worked_with_stays_for_them_to_merge(group: Group) -> None:
    shared(group)
    shared(group, "second@example.com")
    group.sync()
    second = max(group.all(TOP), key=lambda one: one.contact_id)
    group.change(TOP, second, last_name="Worked")
    for email in (EMAIL, "second@example.com"):
        group.add("other", email, PHONE)
    run = group.sync()
    refused = page_of_run_refusals(group.store(TOP), run.sync_run_id, limit=10, after=None)[0]
    assert [(one.contact_id, one.code) for one in refused] == [(second.contact_id, "second_copy")]
    assert {one.contact_id: bool(engaging(one)) for one in group.all(TOP)}[second.contact_id] is False
    assert sum(bool(engaging(one)) for one in group.all(TOP)) == 1


@pytest.mark.feature("S4.27")
def test_a_contact_that_the_top_account_adds_takes_the_place_of_the_copy(group: Group) -> None:
    shared(group)
    group.sync()
    mine = group.add(TOP, EMAIL, first_name="Mine")
    group.sync()
    assert (the_copy(group).contact_id, len(engaging(the_copy(group)))) == (mine.contact_id, 2)


@pytest.mark.feature("S4.20", "S4.27")
@pytest.mark.parametrize("who", [("acme-corp",), ("acme-corp", "acme2")])
def test_who_rejected_everywhere_without_functionality_is_not_copied(group: Group, who: tuple[str, ...]) -> None:
    contacts = dict(zip(("acme-corp", "acme2"), shared(group), strict=True))
    body = ConsentSettings(rejected=Behaviour.NONE).model_dump(mode="json")
    for tenant_id in who:
        save_section(group.store(tenant_id), "consent", body, by=a_caller(), now=group.now)
        draft = ConsentDraft.model_validate({"state": "rejected"})
        record_consent(group.store(tenant_id), contacts[tenant_id].contact_id, draft, by=a_caller(), now=group.now)
    run = group.sync()
    assert run.copied == (0 if len(who) == 2 else 1)
    # Once an account allows everything again, the next run finds it.
    opened = {**ConsentSettings().model_dump(mode="json"), "acknowledge": {"more_contactable": 1}}
    save_section(group.store("acme-corp"), "consent", opened, by=a_caller(), now=group.now)
    run = group.sync()
    assert (run.full, len(engaging(the_copy(group)))) == (True, 2)


@pytest.mark.feature("S4.27")
def test_a_refusal_counts_once_where_the_first_attempt_is_raced(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = shared(group)
    group.sync()
    save_section(group.store(TOP), "mandatory_fields", {"person": ["title"]}, by=a_caller(), now=group.now)
    group.sync()
    group.change("acme-corp", first, emails=[{"address": EMAIL}, {"address": "more@example.com"}], last_name=None)
    group.change("acme-corp", group.store("acme-corp").contacts.get(first.contact_id), emails=[{"address": "more@example.com"}])
    raced = [True]

    def once_raced(*given: Any, **said: Any) -> Contact:
        if raced and raced.pop():
            raise ConcurrentUpdate("Another request changed the record at the same time. Try again.")
        return commit_with_facts(*given, **said)

    monkeypatch.setattr("contactbook.services.sync.top_contacts.commit_with_facts", once_raced)
    run = group.sync()
    assert (raced, run.refused) == ([], 1)


@pytest.mark.feature("S4.24", "S4.27")
def test_a_run_ends_that_reads_a_tagged_contact_without_any_address(group: Group) -> None:
    first, _ = shared(group)
    group.sync()
    body = ConsentSettings(rejected=Behaviour.NONE).model_dump(mode="json")
    save_section(group.store("acme-corp"), "consent", body, by=a_caller(), now=group.now)
    group.change(TOP, the_copy(group), emails=[])
    group.change("acme-corp", first, emails=[])
    draft = ConsentDraft.model_validate({"state": "rejected"})
    record_consent(group.store("acme-corp"), first.contact_id, draft, by=a_caller(), now=group.now)
    group.follow_stream()
    run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
    # A slice for each page of changes: one that never ends has more of them than may be delivered.
    group.work(NoTime())
    assert administration.read_run(group.store(TOP), run.sync_run_id).state == "finished"


@pytest.mark.feature("S4.24")
def test_a_full_run_that_is_asked_for_while_one_works_is_owed(group: Group) -> None:
    shared(group)
    group.follow_stream()
    run = find_or_create_run(group.group, TenantSyncMessage(tenant_id=TOP), group.now)
    assert run
    context = take_lease(group.group, run, group.now)
    assert context
    assert context.run.full
    owe_full_run(group.group)
    finish_run(context)
    assert group.group.settings_and_state()[1].full_owed
    assert group.sync().full
    assert not group.group.settings_and_state()[1].full_owed


@pytest.mark.feature("S4.27", "S4.24")
def test_a_copy_of_who_was_two_persons_asks_the_primary_account_of_its_own_one(group: Group) -> None:
    full = [f"tag {number}" for number in range(99)]
    group.add("acme2", "gone@example.com", first_name="Gone")
    group.add("acme-corp", "gone@example.com", first_name="Gone too")
    untaggable = group.add("acme2", EMAIL, first_name="Helen", tags=full)
    group.add("other", EMAIL, first_name="Lena")
    group.add("other", EMAIL, first_name="Nora")
    between = group.add("acme-corp", "gone@example.com", first_name="Between")
    group.change("acme-corp", between, emails=[{"address": "gone@example.com"}, {"address": EMAIL}])
    group.sync()
    group.change(TOP, the_copy(group), emails=[{"address": EMAIL}])
    group.sync()
    group.change("acme-corp", between, emails=[{"address": "between@example.com"}])
    group.sync()
    (following,) = (one for one in group.all(TOP) if EMAIL in one.reached_at())
    assert (following.first_name, untaggable.first_name) == ("Lena", "Helen")
    group.sync(full=True)
    (again,) = (one for one in group.all(TOP) if EMAIL in one.reached_at())
    assert again == following


@pytest.mark.feature("S4.27", "S4.21", "S4.24")
def test_two_own_contacts_with_one_address_are_both_tagged_and_nobody_is_copied(group: Group) -> None:
    mine, other = group.add(TOP, EMAIL, first_name="Mine"), group.add(TOP, EMAIL, first_name="Other")
    shared(group)
    run = group.sync()
    tags = {"multi", "engaging-in-North-primary", "engaging-in-South"}
    assert [group.tags(TOP, one) for one in (mine, other)] == [tags, tags]
    assert {one.contact_id for one in group.all(TOP)} == {mine.contact_id, other.contact_id}
    # One person, and each of its four contacts once.
    assert (len(group.shared()), run.copied, run.contacts_tagged) == (1, 0, 4)
    assert [one.first_name for one in group.all(TOP)] == ["Mine", "Other"]
    again = group.sync(full=True)
    assert (again.contacts_tagged, again.copied) == (0, 0)
    group.delete(TOP, mine)
    group.sync()
    assert (len(group.all(TOP)), group.tags(TOP, other)) == (1, tags)
