"""What one tenant group stores for its daily sync: settings, state, runs, facts, shared persons. No plain value of a contact."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.paging import After
from contactbook.domain.sync.match_options import PHONE
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import LargeGroup, SyncSchedule, SyncState
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Remove, Row
from contactbook.storage.sync.copies import CopyRepository
from contactbook.storage.sync.match_keys import MatchKeyRepository
from contactbook.storage.sync.members import MemberRepository
from contactbook.storage.sync.runs import SyncRunRepository
from contactbook.storage.sync.versions import put_versioned


class GroupStore:
    """The sync's records of one tenant group. `runs`, `key_items`, `members` and `copies` are their own repositories."""

    def __init__(self, group_id: str, key_ring: KeyRing) -> None:
        self.keys = GroupKeys(group_id)
        self.runs = SyncRunRepository(self.keys)
        self.key_items = MatchKeyRepository(self.keys)
        self.members = MemberRepository(self.keys)
        self.copies = CopyRepository(self.keys)
        self._key_ring = key_ring

    @property
    def group_id(self) -> str:
        """The group's id, which is the tenant id of its top account."""
        return self.keys.group_id

    @property
    def current_key_id(self) -> str:
        """The id of the secret that new match keys are hashed with."""
        return self._key_ring.current

    def match_keys(self, values: Iterable[str], key_ids: Sequence[str]) -> tuple[str, ...]:
        """Return the keyed hash of each value under each of the secrets, with a mark at the end of those of phones.

        Another group's hashes of the same values differ.

        Raises KeyError for a secret that no longer exists.
        """
        values = tuple(values)
        return tuple(
            f"{key_id}.{self._hash(value, key_id)}{PHONE if value.startswith('phone:') else ''}"
            for key_id in key_ids
            for value in values
        )

    def _hash(self, value: str, key_id: str) -> str:
        return keyed_hash(self._key_ring, f"match.{self.group_id}", value, key_id=key_id)

    # --- Settings and state ----------------------------------------------------------------------------------------------

    def settings_and_state(self) -> tuple[SyncSettings, SyncState]:
        """Return the sync's settings and its state, or their defaults. One read."""
        rows = {row.key.sk: row for row in table.get_many([self.keys.sync("SETTINGS"), self.keys.sync("STATE")])}
        settings, state = rows.get("SETTINGS"), rows.get("STATE")
        return (
            SyncSettings.model_validate_json(settings.document) if settings else SyncSettings(),
            SyncState.model_validate_json(state.document) if state else SyncState(key_id=self.current_key_id),
        )

    def put_settings(self, settings: SyncSettings) -> Put:
        """Return the write that replaces the settings of the version before. Raises ConcurrentUpdate."""
        return put_versioned(
            Row(self.keys.sync("SETTINGS"), "sync_settings", settings.model_dump_json(), version=settings.version)
        )

    def put_state(self, state: SyncState) -> Put:
        """Return the write that replaces the state of the version before. Raises ConcurrentUpdate."""
        document = state.model_dump_json(exclude_defaults=True)
        return put_versioned(Row(self.keys.sync("STATE"), "sync_state", document, version=state.version))

    def schedule(self) -> SyncSchedule | None:
        """Return when the next day's run begins, or None if the job's own schedule says so. One read."""
        row = table.get(self.keys.sync("SCHEDULE"))
        return row.read(SyncSchedule) if row else None

    def put_schedule(self, schedule: SyncSchedule) -> Put:
        """Return the write that replaces the schedule of the version before. Raises ConcurrentUpdate."""
        due = place_when_due(TenantKeys(self.group_id), schedule.next_at, "SYNC")
        key, document = self.keys.sync("SCHEDULE"), schedule.model_dump_json(exclude_defaults=True)
        return put_versioned(Row(key, "sync_schedule", document, version=schedule.version, gsi2=due))

    def remove_schedule(self) -> Remove:
        """Return the write that lets the job's own schedule begin the day's run."""
        return Remove(self.keys.sync("SCHEDULE"))

    # --- Keys that are too common, persons that are too large --------------------------------------------------------------

    def oversized(self) -> dict[str, LargeGroup]:
        """Return the common keys and too large persons that runs found, each by its name with one of its contacts. One query."""
        rows = table.query(self.keys.crowded()).rows
        return {row.key.sk: LargeGroup.model_validate_json(row.document) for row in rows}

    def save_oversized(self, added: Mapping[str, LargeGroup], removed: Collection[str]) -> None:
        """Save the common keys and too large persons that were found, and delete those that no longer are."""
        partition = self.keys.crowded()
        rows = [Row(Key(partition, name), "crowded_key", group.model_dump_json()) for name, group in sorted(added.items())]
        table.put_many(rows)
        table.remove_many([Key(partition, name) for name in sorted(removed)])

    # --- Shared persons --------------------------------------------------------------------------------------------------

    def shared_persons(self, leaders: Iterable[Member]) -> dict[Member, SharedPerson]:
        """Return the stored shared persons whose first contact is one of these."""
        rows = table.get_many([self.keys.shared_person(*leader) for leader in sorted(leaders)])
        found = [SharedPerson.model_validate_json(row.document) for row in rows]
        return {person.leader: person for person in found}

    def page_of_shared_persons(self, *, limit: int, after: After | None) -> tuple[list[SharedPerson], After | None]:
        """Return a page of the shared persons, in the order of their first contacts. One query."""
        page = table.query(self.keys.shared(), limit=limit, after=after)
        return [SharedPerson.model_validate_json(row.document) for row in page.rows], page.after

    def save_shared_persons(self, saved: Iterable[SharedPerson], removed: Iterable[Member]) -> None:
        """Save these persons, and delete those whose first contact is one of `removed`."""
        rows = [Row(self.keys.shared_person(*person.leader), "shared_person", person.model_dump_json()) for person in saved]
        table.put_many(rows)
        table.remove_many([self.keys.shared_person(*leader) for leader in removed])
