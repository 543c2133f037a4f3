"""Merges that take more than one transaction: readers see all of it or none, and whoever dies leaves nothing half done."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.errors import ContactbookError, RuleBroken
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.notes import NoteDraft
from contactbook.domain.contacts.relations import RelationDraft
from contactbook.domain.merges.messages import MergeMessage
from contactbook.domain.merges.records import MergeDraft, MergeState, UndoDraft
from contactbook.services.accounts import accounts
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import notes, registration, relations
from contactbook.services.merges import job, merges
from contactbook.services.merges import undo as merge_undo
from contactbook.storage.base import staging
from contactbook.storage.contacts.profiles import MergedContact, Profile
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Level, WorkerDied, every_injection
from tests.faults.injecting import inject

BY = a_caller()
PERSON = {"kind": "person", "last_name": "Georgiou"}
OWNED = 6


class Everybody:
    """A survivor with a note, a source with an account, notes and a relation, and whoever that is to."""

    def __init__(self, world: World, now: datetime, owned: int = OWNED) -> None:
        self.world, self.now = world, now
        self.store = open_store("acme")
        self.store.settings.fresh()
        self.survivor, self.source, self.other = (self._person(name) for name in ("Eleni", "Maria", "Other"))
        notes.add_note(self.store, self.survivor, NoteDraft(text="own"), by=BY, now=now)
        self.account = accounts.open_account(self.store, self.source, AccountDraft(name="A"), by=BY, now=now).account_id
        for number in range(owned):
            notes.add_note(self.store, self.source, NoteDraft(text=f"note {number}"), by=BY, now=now)
        draft = RelationDraft(related_contact_id=self.other, relation_type="other")
        relations.add_relation(self.store, self.source, draft, by=BY, now=now)
        world.keep()

    def _person(self, name: str) -> str:
        draft = ContactDraft.model_validate({**PERSON, "first_name": name})
        return registration.register_contact(self.store, draft, by=BY, now=self.now).contact_id

    def merge(self) -> str:
        draft = MergeDraft(source_ids=(self.source,))
        return merges.merge_contacts(self.store, self.survivor, draft, by=BY, now=self.now).merge_id

    def undo(self, merge_id: str) -> None:
        merge_undo.undo_merge(self.store, merge_id, UndoDraft(), by=BY, now=self.now + timedelta(days=1))

    def run_job(self) -> None:
        for record in self.world.take_messages("merges"):
            job.run_merge(MergeMessage.model_validate_json(record["body"]), self.now, lambda: True)

    def seen(self) -> dict[str, Any]:
        """What readers see, by the ways in which they look."""
        found: dict[str, Any] = {}
        for contact_id in (self.survivor, self.source):
            profile = self.store.contacts.with_every_child(contact_id)
            if isinstance(profile, Profile):
                own = {noun: [row.key.sk for row in rows] for noun, rows in profile.children.items()}
                one_by_one = {
                    "ACCOUNT": [f"PROFILE#ACCOUNT#{one.account_id}" for one in self.store.accounts.all_of(contact_id)],
                    "NOTE": [f"RECORD#NOTE#{one.note_id}" for one in self.store.notes.all_of(contact_id)],
                    "RELATION": [f"RECORD#RELATION#{one.relation_id}" for one in self.store.relations.all_of(contact_id)],
                }
                assert {noun: rows for noun, rows in one_by_one.items() if rows} == own
                found[contact_id] = (profile.contact.first_name, {noun: len(rows) for noun, rows in own.items()})
        found["account"] = accounts.read_account(self.store, self.account, by=BY).contact_id
        (far,), _ = relations.page_of_relations(self.store, self.other, by=BY, limit=10, after=None)
        found["far end"] = far.related_display_name
        return found

    def nothing_is_left_staged(self) -> bool:
        return not [item for item in self.world.items() if item["kind"]["S"] == staging.STAGED]

    def before(self, owned: int = OWNED) -> dict[str, Any]:
        return {
            self.survivor: ("Eleni", {"NOTE": 1}),
            self.source: ("Maria", {"ACCOUNT": 1, "NOTE": owned, "RELATION": 1}),
            "account": self.source,
            "far end": "Maria Georgiou",
        }

    def after(self, owned: int = OWNED) -> dict[str, Any]:
        return {
            self.survivor: ("Eleni", {"NOTE": owned + 1, "ACCOUNT": 1, "RELATION": 1}),
            "account": self.survivor,
            "far end": "Eleni Georgiou",
        }


@pytest.fixture
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is merged is more than one transaction."""
    monkeypatch.setattr("contactbook.services.merges.transaction_size._MOST_AT_ONCE", 0)
    monkeypatch.setattr("contactbook.storage.merges.journal._WRITES_AT_ONCE", 3)


@pytest.fixture
def everybody(world: World, now: datetime, small_transactions: None) -> Everybody:
    return Everybody(world, now)


@pytest.mark.feature("S1.22")
def test_a_merge_of_hundreds_is_whole_and_can_be_undone(world: World, now: datetime) -> None:
    everybody = Everybody(world, now, owned=60)
    assert everybody.seen() == everybody.before(60)
    merge_id = everybody.merge()
    assert everybody.seen() == everybody.after(60)
    everybody.run_job()
    assert everybody.seen() == everybody.after(60)
    assert everybody.store.merges.get(merge_id).settled
    assert everybody.nothing_is_left_staged()
    left = world.items(f"TENANT#acme#CONTACT#{everybody.source}")
    assert [item["sk"]["S"] for item in left if item["sk"]["S"].startswith(("PROFILE", "RECORD"))] == ["PROFILE"]
    everybody.undo(merge_id)
    everybody.run_job()
    assert everybody.seen() == everybody.before(60)
    assert everybody.nothing_is_left_staged()


@pytest.mark.feature("S1.22")
def test_an_undo_before_the_job_came_gives_everything_back(everybody: Everybody) -> None:
    everybody.undo(everybody.merge())
    everybody.run_job()
    assert everybody.seen() == everybody.before()
    assert everybody.nothing_is_left_staged()


def _looks_at_every_call(everybody: Everybody, work: Any, states: list[Any]) -> None:
    """Stop the work before each of its calls, by dying there, and look."""
    with count_calls() as calls:
        work()
    everybody.world.restore()
    for index in range(len(calls)):
        with inject(Injection(index, Fault.DEATH)), suppress(WorkerDied):
            work()
        assert everybody.seen() in states, f"after a death at call {index}"
        everybody.run_job()
        assert everybody.seen() in states, f"after a death at call {index} and the job"
        assert everybody.nothing_is_left_staged(), f"after a death at call {index}"
        everybody.world.restore()


@pytest.mark.feature("S1.22")
def test_a_death_at_any_call_of_a_merge_leaves_before_or_after(everybody: Everybody) -> None:
    _looks_at_every_call(everybody, everybody.merge, [everybody.before(), everybody.after()])


@pytest.mark.feature("S1.22")
def test_a_death_at_any_call_of_an_undo_leaves_before_or_after(everybody: Everybody) -> None:
    merge_id = everybody.merge()
    everybody.run_job()
    everybody.world.keep()
    _looks_at_every_call(everybody, partial(everybody.undo, merge_id), [everybody.before(), everybody.after()])


def test_a_death_at_any_call_of_the_job_is_made_good_by_the_next_delivery(everybody: Everybody) -> None:
    merge_id = everybody.merge()
    (record,) = everybody.world.take_messages("merges")
    message = MergeMessage.model_validate_json(record["body"])
    everybody.world.keep()
    work = partial(job.run_merge, message, everybody.now, lambda: True)
    with count_calls() as calls:
        work()
    everybody.world.restore()
    for index in range(len(calls)):
        with inject(Injection(index, Fault.DEATH)), suppress(WorkerDied):
            work()
        assert everybody.seen() == everybody.after()
        work()
        assert everybody.seen() == everybody.after()
        assert everybody.store.merges.get(merge_id).settled
        everybody.world.restore()


@pytest.mark.feature("S1.22")
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.torture)])
def test_any_fault_at_any_call_of_a_merge_leaves_before_or_after(everybody: Everybody, step: int) -> None:
    with count_calls() as calls:
        everybody.merge()
    everybody.world.restore()
    faults = (Fault.TIMED_OUT, Fault.CONFLICT)
    for injection in list(every_injection(calls.made, faults=faults, levels=[Level.ABOVE]))[::step]:
        with inject(injection), suppress(ContactbookError, BotoCoreError, ClientError):
            everybody.merge()
        everybody.run_job()
        assert everybody.seen() in [everybody.before(), everybody.after()], str(injection)
        assert everybody.nothing_is_left_staged(), str(injection)
        everybody.world.restore()


@pytest.mark.feature("S1.22")
@many_seeds(25, torture=1000)
def test_a_reader_never_sees_a_merge_in_between(everybody: Everybody, seeds: range) -> None:
    looked: list[str] = []

    def look() -> None:
        for _ in range(6):
            found = sorted(note.text for note in everybody.store.notes.all_of(everybody.survivor))
            assert len(found) in (1, OWNED + 1), found
            profile = everybody.store.contacts.with_every_child(everybody.survivor)
            assert isinstance(profile, Profile)
            merged = bool(profile.contact.absorbed)
            assert len(profile.children["NOTE"]) == (OWNED + 1 if merged else 1)
            assert ("ACCOUNT" in profile.children) is merged
            looked.append("after" if merged else "before")

    def scenario(schedule: Schedule) -> None:
        everybody.world.restore()
        schedule.run({"merge": everybody.merge, "reader": look})
        everybody.run_job()
        assert everybody.seen() == everybody.after()

    explore(scenario, seeds)
    assert {*looked} == {"before", "after"}


@many_seeds(25, torture=1000)
def test_a_change_made_meanwhile_is_neither_lost_nor_doubled(everybody: Everybody, seeds: range) -> None:
    def write() -> None:
        notes.add_note(everybody.store, everybody.source, NoteDraft(text="meanwhile"), by=BY, now=everybody.now)

    def scenario(schedule: Schedule) -> None:
        everybody.world.restore()
        outcome = schedule.run({"merge": everybody.merge, "writer": write}, may_raise=[ContactbookError])
        everybody.run_job()
        everybody.run_job()
        owner = everybody.survivor if "merge" not in outcome.errors else everybody.source
        texts = [note.text for note in everybody.store.notes.all_of(owner)]
        assert texts.count("meanwhile") == ("writer" not in outcome.errors)
        assert everybody.nothing_is_left_staged()

    explore(scenario, seeds)


@many_seeds(25, torture=1000)
def test_two_merges_of_one_source_at_once_are_one(everybody: Everybody, seeds: range) -> None:
    def into_other() -> None:
        draft = MergeDraft(source_ids=(everybody.source,))
        merges.merge_contacts(everybody.store, everybody.other, draft, by=BY, now=everybody.now)

    def scenario(schedule: Schedule) -> None:
        everybody.world.restore()
        schedule.run({"one": everybody.merge, "other": into_other}, may_raise=[ContactbookError])
        everybody.run_job()
        left = everybody.store.contacts.find(everybody.source)
        assert isinstance(left, MergedContact)
        owners = [one for one in (everybody.survivor, everybody.other) if everybody.store.accounts.all_of(one)]
        assert owners == [left.merged_into]
        assert accounts.read_account(everybody.store, everybody.account, by=BY).contact_id == left.merged_into

    explore(scenario, seeds)


@many_seeds(25, torture=1000)
def test_two_undos_at_once_are_one(everybody: Everybody, seeds: range) -> None:
    merge_id = everybody.merge()
    everybody.run_job()
    everybody.world.keep()

    def scenario(schedule: Schedule) -> None:
        everybody.world.restore()
        undoing = partial(everybody.undo, merge_id)
        schedule.run({"one": undoing, "other": undoing}, may_raise=[ContactbookError])
        everybody.run_job()
        assert everybody.store.merges.get(merge_id).state in (MergeState.UNDONE, MergeState.MERGED)
        assert everybody.seen() in [everybody.before(), everybody.after()]

    explore(scenario, seeds)


@pytest.mark.feature("S1.22")
def test_a_merge_can_be_undone_for_thirty_days(everybody: Everybody) -> None:
    merge_id = everybody.merge()
    late = everybody.now + timedelta(days=30)
    with pytest.raises(RuleBroken) as refused:
        merge_undo.undo_merge(everybody.store, merge_id, UndoDraft(), by=BY, now=late)
    assert refused.value.code == "undo_expired"
    merge_undo.undo_merge(everybody.store, merge_id, UndoDraft(), by=BY, now=late - timedelta(seconds=1))
    assert everybody.seen() == everybody.before()
