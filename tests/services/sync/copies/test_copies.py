"""What the copy in the top account may be sent, and contacts that nothing may be done with."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.consent.states import standing_of
from contactbook.domain.contacts.record import ConsentState, Contact, Erasure
from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings
from contactbook.domain.sync.settings import SyncSettingsDraft
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.consent.answers import ConsentDraft, record_consent
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests.administration import save_settings
from tests.builders.contacts import a_caller
from tests.builders.notifications import a_type
from tests.builders.sync import TOP, Group

EMAIL = "eleni@example.com"


@pytest.fixture
def group(world: Any, now: datetime) -> Group:
    made = Group(world, now)
    made.configure(copy_to_top_account=True)
    return made


def say(group: Group, tenant_id: str, contact: Contact, *states: str) -> None:
    for state in states:
        draft = ConsentDraft.model_validate({"state": state})
        record_consent(group.store(tenant_id), contact.contact_id, draft, by=a_caller(), now=group.now)


def consent_settings(group: Group, tenant_id: str, **said: Any) -> None:
    body = ConsentSettings(**said).model_dump(mode="json")
    save_section(group.store(tenant_id), "consent", body, by=a_caller(), now=group.now)


def copy_of(group: Group) -> Contact:
    (copy,) = group.all(TOP)
    return copy


def is_mailed(group: Group, contact: Contact) -> SkipReason | None:
    decision = decide(
        contact,
        (),
        channel=Channel.EMAIL,
        notification_type=a_type(Purpose.DIRECT_MARKETING, direct=True),
        service=None,
        settings=group.store(TOP).settings.current(),
        suppressions=Suppressions(),
    )
    return decision.reason


@pytest.mark.feature("S3.14", "S4.20")
@pytest.mark.parametrize("groups", [("sales", "support"), ()])
def test_a_copy_belongs_to_the_group_of_whoever_saved_the_settings(world: Any, now: datetime, groups: tuple[str, ...]) -> None:
    group = Group(world, now)
    save_section(group.store(TOP), "groups", {"groups": list(groups)}, by=a_caller(), now=now)
    draft = SyncSettingsDraft(enabled=True, tags=("multi",), copy_to_top_account=True)
    save_settings(group.store(TOP), draft, by=a_caller(groups=frozenset({"support"})), now=now)
    for child in ("acme-corp", "acme2"):
        group.add(child, EMAIL)
    group.sync()
    assert copy_of(group).owned_by_group == ("support" if groups else None)


class TestTheCopysPermissions:
    @pytest.mark.feature("S4.20")
    def test_a_copy_is_no_consent(self, group):
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        assert copy_of(group).consent.state == "pending"
        assert is_mailed(group, copy_of(group)) is SkipReason.DIRECT_MARKETING_OPTED_OUT

    @pytest.mark.feature("S4.20")
    def test_an_opt_out_in_one_account_beats_an_opt_in_in_the_other(self, group):
        group.add("acme-corp", EMAIL, preferences={"direct_marketing": True})
        group.add("acme2", EMAIL, preferences={"direct_marketing": False})
        group.sync()
        assert copy_of(group).preferences.direct_marketing.value is False
        assert is_mailed(group, copy_of(group)) is SkipReason.DIRECT_MARKETING_OPTED_OUT

    @pytest.mark.feature("S4.20")
    def test_a_withdrawal_in_a_child_account_reaches_the_copy_the_same_day(self, group):
        consent_settings(group, TOP, marketing_requires_accepted=True)
        first = group.add("acme-corp", EMAIL, preferences={"direct_marketing": True})
        group.add("acme2", EMAIL)
        say(group, "acme-corp", first, "accepted")
        group.sync()
        assert copy_of(group).consent.state == "pending"
        say(group, "acme-corp", first, "withdrawn")
        run = group.sync()
        assert (run.full, run.permissions_changed) == (False, 1)
        assert copy_of(group).consent.state == "withdrawn"
        assert is_mailed(group, copy_of(group)) is not None

    @pytest.mark.feature("S4.27", "S5.3")
    @pytest.mark.parametrize("has_own", [True, False], ids=["its own contact", "a copy"])
    def test_a_yes_to_a_child_account_is_no_yes_to_the_top_account(self, group, has_own):
        if has_own:
            group.add(TOP, EMAIL)
        first = group.add("acme-corp", EMAIL, preferences={"direct_marketing": True})
        group.add("acme2", EMAIL)
        say(group, "acme-corp", first, "accepted")
        group.sync()
        copy = copy_of(group)
        assert (copy.consent.state, copy.preferences.direct_marketing.asked) == ("pending", False)
        assert is_mailed(group, copy) is SkipReason.DIRECT_MARKETING_OPTED_OUT

    @pytest.mark.feature("S4.27")
    def test_a_withdrawal_reaches_a_contact_that_the_top_account_had_before(self, group):
        mine = group.add(TOP, EMAIL, preferences={"direct_marketing": True})
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        say(group, TOP, mine, "accepted")
        say(group, "acme-corp", first, "accepted", "withdrawn")
        group.sync()
        events = group.store(TOP).consents.page(mine.contact_id, limit=10, after=None)[0]
        assert copy_of(group).consent.state == "withdrawn"
        assert (events[0].state, events[0].through) == ("withdrawn", "tenant_sync")

    @pytest.mark.feature("S4.27")
    def test_a_withdrawal_in_the_top_account_stays_whatever_the_child_accounts_say(self, group):
        mine = group.add(TOP, EMAIL)
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        say(group, TOP, mine, "accepted", "withdrawn")
        say(group, "acme-corp", first, "accepted")
        group.sync()
        assert copy_of(group).consent.state == "withdrawn"

    @pytest.mark.feature("S4.29")
    def test_a_form_of_a_child_account_is_not_named_in_the_top_account(self, group):
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        store = group.store("acme-corp")
        consent = first.consent.model_copy(update={"state": ConsentState.REJECTED, "form_attachment_id": "att_1"})
        after = first.model_copy(update={"consent": consent})
        commit_change(store, ContactChange(first, after, "consent.changed"), by=a_caller(), now=group.now)
        group.sync()
        assert copy_of(group).consent.state == "rejected"
        assert copy_of(group).consent.form_attachment_id is None

    @pytest.mark.feature("S4.20")
    def test_nobody_is_copied_whom_the_copy_would_close_at_once(self, group):
        consent_settings(group, TOP, withdrawn=Behaviour.NONE)
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        say(group, "acme-corp", first, "accepted", "withdrawn")
        assert group.sync().copied == 0
        assert group.all(TOP) == []

    @pytest.mark.feature("S4.27", "S2.139")
    def test_a_withdrawal_that_anonymizes_asks_for_it_in_the_top_account_too(self, group):
        group.add("acme2", EMAIL)
        first = group.add("acme-corp", EMAIL)
        group.sync()
        consent_settings(group, TOP, withdrawn=Behaviour.ANONYMIZE)
        say(group, "acme-corp", first, "accepted", "withdrawn")
        group.sync()
        assert copy_of(group).anonymization_pending or copy_of(group).erasure is not None

    @pytest.mark.feature("S4.24")
    def test_permissions_that_were_combined_once_are_combined_no_more(self, group):
        first = group.add("acme-corp", EMAIL, preferences={"direct_marketing": True})
        second = group.add("acme2", EMAIL, preferences={"affiliate_marketing": False})
        say(group, "acme-corp", first, "accepted", "withdrawn")
        say(group, "acme2", second, "accepted")
        group.sync()
        before = standing_of(copy_of(group))
        assert group.sync(full=True).permissions_changed == 0
        assert standing_of(copy_of(group)) == before


class TestClosedContacts:
    @pytest.mark.feature("S4.10", "S4.12")
    def test_a_contact_whose_consent_allows_nothing_is_left_alone_and_the_other_is_primary(self, group):
        consent_settings(group, "acme-corp", withdrawn=Behaviour.NONE)
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        say(group, "acme-corp", first, "accepted", "withdrawn")
        run = group.sync()
        assert group.tags("acme-corp", first) == set()
        assert group.tags("acme2", second) == {"multi", PRIMARY}
        assert run.closed == 1
        told = group.group.runs.page_of_refusals(run.sync_run_id, limit=10, after=None)[0]
        assert [(one.contact_id, one.code) for one in told] == [(first.contact_id, "not_functional")]

    @pytest.mark.feature("S4.12", "S4.11", "S4.24")
    def test_a_contact_that_closes_is_primary_no_more(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.change("acme-corp", first, tags=["vip"])
        group.sync()
        assert group.tags("acme-corp", first) == {"vip", "multi", PRIMARY}
        consent_settings(group, "acme-corp", withdrawn=Behaviour.NONE)
        say(group, "acme-corp", first, "accepted", "withdrawn")
        run = group.sync()
        # It loses what is not true any more, and gets nothing.
        assert group.tags("acme-corp", first) == {"vip", "multi"}
        assert group.tags("acme2", second) == {"multi", PRIMARY}
        assert run.closed == 1
        version = group.store("acme-corp").contacts.get(first.contact_id).version
        assert group.sync(full=True).tags_removed == 0
        assert group.store("acme-corp").contacts.get(first.contact_id).version == version
        group.delete("acme2", second)
        group.sync()
        assert group.tags("acme-corp", first) == {"vip"}

    @pytest.mark.feature("S4.12", "S4.11")
    def test_a_contact_without_room_is_primary_no_more(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.change("acme-corp", first, tags=[f"own{number}" for number in range(98)])
        group.sync()
        assert {"multi", PRIMARY} <= group.tags("acme-corp", first)
        group.configure(copy_to_top_account=True, tags=("multi", "more", "most"))
        run = group.sync()
        assert not {PRIMARY, SECONDARY} & group.tags("acme-corp", first)
        assert group.tags("acme2", second) == {"multi", "more", "most", PRIMARY}
        told = group.group.runs.page_of_refusals(run.sync_run_id, limit=10, after=None)[0]
        assert [(one.contact_id, one.code) for one in told] == [(first.contact_id, "too_many_tags")]

    @pytest.mark.feature("S4.25")
    def test_an_anonymized_contact_parts_the_person(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        erased = group.store("acme2").contacts.get(second.contact_id)
        after = erased.model_copy(update={"erasure": Erasure.ANONYMIZED, "emails": ()})
        commit_change(group.store("acme2"), ContactChange(erased, after, "contact.anonymized"), by=a_caller(), now=group.now)
        group.sync()
        assert group.tags("acme-corp", first) == set()
        assert copy_of(group).tags == ()
        kinds = {
            item["kind"]["S"] for item in group.world.items() if second.contact_id in str(item) and "GROUP#" in item["pk"]["S"]
        }
        # Ids only: by them a copy that goes later is not made again, and a run tells what it changed.
        assert kinds == {"copy_pointer", "sync_run_change"}

    @pytest.mark.feature("S4.25")
    def test_anonymizing_a_contact_that_the_sync_wrote_last_parts_the_person(self, group):
        from contactbook.services.erasure.anonymization import anonymize_contact

        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        body = {"enabled": True}
        save_section(group.store("acme2"), "anonymization", body, by=a_caller(), now=group.now)
        anonymize_contact(group.store("acme2"), second.contact_id, by=a_caller(), now=group.now, has_time=lambda: True)
        group.sync()
        assert group.tags("acme-corp", first) == group.tags("acme2", second) == set()

    @pytest.mark.feature("S4.25")
    def test_a_merged_contact_counts_as_the_one_it_lives_on_in(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        third = group.add("acme2", "other@example.com")
        group.sync()
        merge_by_hand(group, "acme2", second, third)
        group.sync()
        assert group.tags("acme-corp", first) == {"multi", PRIMARY}
        assert group.tags("acme2", third) == {"multi", SECONDARY}


def merge_by_hand(group: Group, tenant_id: str, source: Contact, survivor: Contact) -> None:
    """What is left of a merge as far as the sync sees it: the source's place, and its email with the survivor."""
    import json

    from contactbook.storage.base.rows import Put, Row

    store = group.store(tenant_id)
    after = store.contacts.get(survivor.contact_id)
    after = after.model_copy(update={"emails": source.emails, "tags": (*after.tags, *store.contacts.get(source.contact_id).tags)})
    left = json.dumps({"contact_id": source.contact_id, "merged_into": survivor.contact_id})
    row = Row(store.keys.profile(source.contact_id), "merged_contact", left, version=9)
    before = store.contacts.get(survivor.contact_id)
    commit_change(store, ContactChange(before, after, "contact.merged", writes=[Put(row)]), by=a_caller(), now=group.now)
