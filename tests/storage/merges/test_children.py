"""Moving the children of a contact to another one, at once or staged."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.notes import NoteDraft
from contactbook.domain.merges.records import Merge, MergeState
from contactbook.services.accounts import accounts
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import notes, registration
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.merges.children import accounts_among, child_of
from tests.aws_in_process.aws import World
from tests.builders.contacts import USER, a_caller

BY = a_caller()


class Pair:
    """A source with a note and an account, and a survivor."""

    def __init__(self, now: datetime) -> None:
        self.store = open_store("acme")
        self.source, self.survivor = (
            registration.register_contact(
                self.store, ContactDraft.model_validate({"kind": "person", "last_name": name}), by=BY, now=now
            ).contact_id
            for name in ("Source", "Survivor")
        )
        notes.add_note(self.store, self.source, NoteDraft(text="n"), by=BY, now=now)
        self.account_id = accounts.open_account(self.store, self.source, AccountDraft(name="A"), by=BY, now=now).account_id
        self.merge = Merge(merge_id="mrg_1", survivor_id=self.survivor, source_ids=(self.source,), merged_at=now, merged_by=USER)
        self.children = self.store.merges.children

    def rows(self, contact_id: str) -> list[Row]:
        profile = self.store.contacts.with_every_child(contact_id)
        assert isinstance(profile, Profile)
        return [row for rows in profile.children.values() for row in rows]

    def nouns(self, contact_id: str) -> list[str]:
        return sorted(child_of(row).partition("#")[0] for row in self.rows(contact_id))

    def owner(self) -> str:
        return self.store.accounts.contact_of(self.account_id)


@pytest.fixture
def pair(world: World, now: datetime) -> Any:
    return Pair(now)


def test_a_child_is_moved_at_once_with_its_pointer(pair: Pair) -> None:
    for row in pair.rows(pair.source):
        table.transact(pair.children.move_writes(row, pair.survivor))
    assert (pair.nouns(pair.source), pair.nouns(pair.survivor)) == ([], ["ACCOUNT", "NOTE"])
    assert pair.owner() == pair.survivor
    assert pair.store.notes.all_of(pair.survivor)[0].contact_id == pair.survivor


def test_a_child_is_moved_back_at_once(pair: Pair) -> None:
    for row in pair.rows(pair.source):
        table.transact(pair.children.move_writes(row, pair.survivor))
    for row in pair.rows(pair.survivor):
        table.transact(pair.children.return_writes(row, pair.source))
    assert (pair.nouns(pair.source), pair.nouns(pair.survivor)) == (["ACCOUNT", "NOTE"], [])
    assert pair.owner() == pair.source


def test_a_staged_child_shows_only_while_its_merge_does(pair: Pair) -> None:
    pair.store.merges.save(pair.merge)
    for row in pair.rows(pair.source):
        table.transact(pair.children.stage_writes(row, pair.merge, pair.source))
    assert (pair.nouns(pair.survivor), pair.owner()) == ([], pair.source)
    merged = pair.merge.model_copy(update={"state": MergeState.MERGED, "version": 2})
    pair.store.merges.save(merged)
    assert (pair.nouns(pair.survivor), pair.owner()) == (["ACCOUNT", "NOTE"], pair.survivor)


@pytest.mark.parametrize(("keep", "nouns"), [(True, ["ACCOUNT", "NOTE"]), (False, [])])
def test_staged_children_become_plain_or_are_removed(pair: Pair, keep: bool, nouns: list[str]) -> None:
    pair.store.merges.save(pair.merge)
    for row in pair.rows(pair.source):
        table.transact(pair.children.stage_writes(row, pair.merge, pair.source))
    table.transact(pair.children.unstage_writes(pair.merge, keep=keep))
    assert pair.nouns(pair.survivor) == nouns
    assert pair.children.unstage_writes(pair.merge, keep=keep) == []


def test_accounts_are_found_by_their_noun() -> None:
    assert accounts_among(["NOTE#not_1", "ACCOUNT#acc_1"]) == ["acc_1"]
