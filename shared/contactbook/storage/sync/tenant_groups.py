"""What a tenant group knows for its daily sync: keyed hashes, facts, shared persons, runs. No plain value of a contact."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Value
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncChange, SyncRun, SyncState
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import MemberFacts, SharedPerson
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Absent, AtVersion, Put, Refusal, Remove, Row, Write

_MANAGED = '{"managed":true}'
_PLAIN = "{}"


class MemberChange(Value):
    """That a contact changed: the keys it has and had."""

    change_id: str
    tenant_id: str
    contact_id: str
    keys: tuple[str, ...]

    @property
    def member(self) -> Member:
        """The contact that changed."""
        return Member(self.tenant_id, self.contact_id)


@dataclass(frozen=True)
class Entry:
    """One contact under a match key, and whether the sync has tags on it."""

    member: Member
    is_managed: bool


class GroupStore:
    """The sync's records of one tenant group."""

    def __init__(self, group_id: str, key_ring: KeyRing) -> None:
        self.keys = GroupKeys(group_id)
        self._key_ring = key_ring

    @property
    def group_id(self) -> str:
        """The group's id: the top account's."""
        return self.keys.group_id

    @property
    def current_key_id(self) -> str:
        """The secret that keys should be hashed with."""
        return self._key_ring.current

    def match_keys(self, values: Iterable[str], key_ids: Sequence[str]) -> tuple[str, ...]:
        """The keyed hashes of a contact's values, with the group's own key of each of the secrets.

        Another group's hashes of the same values are others. Raises KeyError for a secret that is not there any more.
        """
        values = tuple(values)
        return tuple(f"{key_id}.{self._hash(value, key_id)}" for key_id in key_ids for value in values)

    def _hash(self, value: str, key_id: str) -> str:
        key = self._key_ring.key(f"match.{self.group_id}", key_id)
        return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]

    # --- Settings and state ----------------------------------------------------------------------------------------------

    def settings_and_state(self) -> tuple[SyncSettings, SyncState]:
        """What the top account configured, and where the sync stands: one read."""
        rows = {row.key.sk: row for row in table.get_many([self.keys.sync("SETTINGS"), self.keys.sync("STATE")])}
        settings, state = rows.get("SETTINGS"), rows.get("STATE")
        return (
            SyncSettings.model_validate_json(settings.document) if settings else SyncSettings(),
            SyncState.model_validate_json(state.document) if state else SyncState(key_id=self.current_key_id),
        )

    def put_settings(self, settings: SyncSettings) -> Put:
        """The write that replaces the settings that stood one version before. Raises ConcurrentUpdate."""
        row = Row(self.keys.sync("SETTINGS"), "sync_settings", settings.model_dump_json(), version=settings.version)
        return _versioned(row)

    def put_state(self, state: SyncState) -> Put:
        """The write that replaces the state that stood one version before. Raises ConcurrentUpdate."""
        row = Row(self.keys.sync("STATE"), "sync_state", state.model_dump_json(exclude_defaults=True), version=state.version)
        return _versioned(row)

    # --- Runs ------------------------------------------------------------------------------------------------------------

    def find_run(self, run_id: str) -> SyncRun | None:
        """The run, or None."""
        row = table.get(self.keys.run(run_id))
        return SyncRun.model_validate_json(row.document) if row else None

    def get_run(self, run_id: str) -> SyncRun:
        """The run. Raises NotFound."""
        run = self.find_run(run_id)
        if run is None:
            raise NotFound("There is no such run.")
        return run

    def page_of_runs(self, *, limit: int, after: After | None) -> tuple[list[SyncRun], After | None]:
        """Runs, newest first: one query."""
        page = table.query(self.keys.runs(), limit=limit, after=after, newest_first=True)
        return [SyncRun.model_validate_json(row.document) for row in page.rows], page.after

    def put_run(self, run: SyncRun, refusal: Refusal | None = None) -> Put:
        """The write that replaces the run that stood one version before; whoever held that version is fenced off by it."""
        row = Row(self.keys.run(run.sync_run_id), "sync_run", run.model_dump_json(exclude_defaults=True), version=run.version)
        return _versioned(row, refusal)

    def put_run_changes(self, run_id: str, changes: Sequence[SyncChange]) -> None:
        """Keep what a dry run would do to some contacts."""
        table.put_many(
            [Row(self._run_change_key(run_id, change), "sync_run_change", change.model_dump_json()) for change in changes]
        )

    def page_of_run_changes(self, run_id: str, *, limit: int, after: After | None) -> tuple[list[SyncChange], After | None]:
        """What a dry run would do, by contact: one query."""
        page = table.query(self.keys.run_changes(run_id), limit=limit, after=after)
        return [SyncChange.model_validate_json(row.document) for row in page.rows], page.after

    # --- Contacts as the group knows them --------------------------------------------------------------------------------

    def find_member(self, member: Member) -> MemberFacts | None:
        """What the group knows of the contact, or None."""
        row = table.get(self.keys.member(*member))
        return MemberFacts.model_validate_json(row.document) if row else None

    def members(self, wanted: Iterable[Member]) -> dict[Member, MemberFacts]:
        """What the group knows of contacts; those it does not know are left out."""
        rows = table.get_many([self.keys.member(*member) for member in sorted(wanted)])
        found = [MemberFacts.model_validate_json(row.document) for row in rows]
        return {facts.member: facts for facts in found}

    def page_of_members(self, tenant_id: str, *, limit: int, after: After | None) -> tuple[list[MemberFacts], After | None]:
        """What the group knows of one tenant's contacts, in the order of their ids: one query."""
        page = table.query(self.keys.members_partition(tenant_id), limit=limit, after=after)
        return [MemberFacts.model_validate_json(row.document) for row in page.rows], page.after

    def member_writes(self, before: MemberFacts | None, after: MemberFacts | None) -> list[Write]:
        """The writes that make the group know the contact as `after`, entries under its match keys included.

        They raise ConcurrentUpdate where the group knows it otherwise than as `before` by now.
        """
        known = after or before
        if known is None:
            return []
        key = self.keys.member(*known.member)
        expect = AtVersion(before.version) if before else Absent()
        own: Write = Remove(key, expect)
        if after:
            document = after.model_dump_json(exclude_defaults=True)
            own = Put(Row(key, "match_member", document, version=after.version), expect)
        old, new = self._entries(before), self._entries(after)
        removed: list[Write] = [Remove(Key(*entry)) for entry in sorted(old.keys() - new.keys())]
        put = [
            Put(Row(Key(*entry), "match_entry", document))
            for entry, document in sorted(new.items())
            if old.get(entry) != document
        ]
        return [own, *put, *removed]

    def entries(self, match_key: str, *, limit: int, after: After | None = None) -> tuple[list[Entry], After | None]:
        """Contacts under a match key, the top account's last: one query."""
        page = table.query(self.keys.match_partition(match_key), limit=limit, after=after)
        found = [Entry(Member(*self.keys.of_match_entry(row.key)), row.document == _MANAGED) for row in page.rows]
        return found, page.after

    def _entries(self, facts: MemberFacts | None) -> dict[tuple[str, str], str]:
        if facts is None:
            return {}
        document = _MANAGED if facts.managed else _PLAIN
        keys = [self.keys.match_entry(match_key, *facts.member) for match_key in facts.keys]
        return {(key.pk, key.sk): document for key in keys}

    # --- What changed, what is too common, who is shared -----------------------------------------------------------------

    def put_change(self, change: MemberChange) -> Put:
        """The write that tells the next run that a contact changed."""
        key = Key(self.keys.changes(), change.change_id)
        return Put(Row(key, "match_change", change.model_dump_json(exclude_defaults=True)))

    def page_of_changes(self, *, limit: int, after: After | None = None) -> tuple[list[MemberChange], After | None]:
        """Contacts that changed, oldest first: one query."""
        page = table.query(self.keys.changes(), limit=limit, after=after)
        return [MemberChange.model_validate_json(row.document) for row in page.rows], page.after

    def remove_changes(self, changes: Iterable[MemberChange]) -> None:
        """Forget changes that a run has followed. One that came since has an id of its own and stays."""
        table.remove_many([Key(self.keys.changes(), change.change_id) for change in changes])

    def crowded(self) -> dict[str, LargeGroup]:
        """What was too common or too large when a run last met it, each with one of its contacts: one query."""
        rows = table.query(self.keys.crowded()).rows
        return {row.key.sk: LargeGroup.model_validate_json(row.document) for row in rows}

    def save_crowded(self, added: Mapping[str, LargeGroup], removed: Collection[str]) -> None:
        """Note what became too common, and what no longer is."""
        partition = self.keys.crowded()
        rows = [Row(Key(partition, name), "crowded_key", group.model_dump_json()) for name, group in sorted(added.items())]
        table.put_many(rows)
        table.remove_many([Key(partition, name) for name in sorted(removed)])

    def shared_persons(self, leaders: Iterable[Member]) -> dict[Member, SharedPerson]:
        """The shared persons that are known by these contacts."""
        rows = table.get_many([self.keys.shared_person(*leader) for leader in sorted(leaders)])
        found = [SharedPerson.model_validate_json(row.document) for row in rows]
        return {person.leader: person for person in found}

    def page_of_shared_persons(self, *, limit: int, after: After | None) -> tuple[list[SharedPerson], After | None]:
        """The shared persons, in the order of their first contacts: one query."""
        page = table.query(self.keys.shared(), limit=limit, after=after)
        return [SharedPerson.model_validate_json(row.document) for row in page.rows], page.after

    def save_shared_persons(self, saved: Iterable[SharedPerson], removed: Iterable[Member]) -> None:
        """Keep these persons, and forget those known by these contacts."""
        rows = [Row(self.keys.shared_person(*person.leader), "shared_person", person.model_dump_json()) for person in saved]
        table.put_many(rows)
        table.remove_many([self.keys.shared_person(*leader) for leader in removed])

    def _run_change_key(self, run_id: str, change: SyncChange) -> Key:
        about = change.copy_of or change
        return Key(self.keys.run_changes(run_id), f"{change.tenant_id}#{about.tenant_id}#{about.contact_id}")


def _versioned(row: Row, refusal: Refusal | None = None) -> Put:
    replaced = row.version - 1
    return Put(
        row, AtVersion(replaced) if replaced else Absent(), refusal or (lambda _: ConcurrentUpdate("It changed meanwhile."))
    )
