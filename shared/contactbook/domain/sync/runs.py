"""A run of the daily sync: its kind, its progress and its counts (S4.4)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Draft, Flag, Moment, Record, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact, ContactFields

# Unknown stages of one account that a run names.
_MOST_STAGES = 100


class SyncRunState(StrEnum):
    """The state of a run. A later run supersedes one that is not finished."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    SUPERSEDED = "superseded"


ENDED = frozenset({SyncRunState.FINISHED, SyncRunState.SUPERSEDED})


class FullBecause(StrEnum):
    """Why a run reads every contact and not only what changed."""

    ASKED = "asked"
    FIRST_RUN = "first_run"
    SETTINGS_CHANGED = "settings_changed"
    ACCOUNTS_CHANGED = "accounts_changed"
    KEYS_ROTATED = "keys_rotated"
    OWED = "owed"


class SyncRunDraft(Draft):
    """The request for a run."""

    full: Flag = False
    dry_run: Flag = False


class AccountCounts(Value):
    """The counts of a run, or of what a dry run would change, in one account."""

    contacts_tagged: int = 0
    tags_added: int = 0
    tags_removed: int = 0


class LargeGroup(Value):
    """A group that is too large to be one person, identified by one of its contacts."""

    tenant_id: str
    contact_id: str


class SyncRunView(Record):
    """A run as callers see it. `contacts_tagged` counts contacts whose tags changed, removed tags included."""

    sync_run_id: str
    state: SyncRunState = SyncRunState.WAITING
    full: Flag = False
    full_because: tuple[FullBecause, ...] = ()
    dry_run: Flag = False
    requested_by: Actor
    created_at: Moment
    started_at: Moment | None = None
    finished_at: Moment | None = None
    changes_seen: int = 0
    contacts_seen: int = 0
    contacts_tagged: int = 0
    tags_added: int = 0
    tags_removed: int = 0
    copied: int = 0
    permissions_changed: int = 0
    # Contacts whose consent or anonymization forbids changes.
    closed: int = 0
    # Changes that a rule of an account refused, such as a copy without a mandatory field or a tag beyond the hundredth.
    refused: int = 0
    # Persons whose copy is gone and is not made again.
    left_out: int = 0
    # Copies that went with their last source.
    taken_back: int = 0
    too_large: int = 0
    large_groups: tuple[LargeGroup, ...] = ()
    # By account the stages of shared persons that neither the corporate pipeline nor the account's mapping names.
    unknown_stages: dict[str, tuple[str, ...]] = {}
    accounts: dict[str, AccountCounts] = {}


class Basis(Value):
    """What every tag depends on besides the contacts. A full run is due when it changes."""

    settings_version: int
    names: dict[str, str]
    key_id: str


# In the place of all accounts of a group.
EVERYBODY = "*"


class SyncRun(SyncRunView):
    """A stored run. `place` and `after` are the cursor of its next slice."""

    place: int = 0
    after: dict[str, str] | None = None
    rekeying: Flag = False
    # Accounts of whose contacts the run first forgets what the group knew: nobody followed their changes. `EVERYBODY` for all of them.
    forgets: tuple[str, ...] = ()
    # The basis when the run started. A finished full run makes it the group's `completed` one.
    basis: Basis | None = None


class SyncState(Record):
    """The state of a group's sync: its current run, the secrets in use, and the basis of the last full run.

    `owed_since` is True if something has asked for a full run since the current one began. `copied` is True once a run could copy persons.
    `left` are accounts that left the group. If one comes back, what the group knew of its contacts is out of date.
    """

    version: int = 0
    run_id: str | None = None
    key_id: str
    next_key_id: str | None = None
    full_owed: Flag = False
    owed_since: Flag = False
    copied: Flag = False
    # True for a tenant that left another group, until its contacts have lost that group's tags.
    takes_back_tags: Flag = False
    left: tuple[str, ...] = ()
    completed: Basis | None = None

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The secrets that keys are hashed with now: two while one replaces the other."""
        return (self.key_id, self.next_key_id) if self.next_key_id else (self.key_id,)


class SyncChange(Value):
    """What a run changed in one contact, or a dry run would change. Without a contact id it would create the copy."""

    tenant_id: str
    contact_id: str | None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    copy_of: LargeGroup | None = None
    # The fields of a copy that follow from its sources, or True if it goes with the last of them.
    fields: tuple[str, ...] = ()
    taken_back: Flag = False


class SyncSchedule(Record):
    """When the next day's run of a group with a time of its own begins, and the run that began last."""

    next_at: Moment
    run_id: str | None = None


# What a run may change in a contact besides its tags.
_FIELDS = (*(name for name in ContactFields.model_fields if name != "tags"), "consent", "preferences", "refusals")


def change_between(tenant_id: str, before: Contact | None, after: Contact) -> SyncChange:
    """Return what a run changed in a contact. Without `before` it created it."""
    had = before.tags if before else ()
    was = {name: getattr(before, name) if before else Contact.model_fields[name].default for name in _FIELDS}
    return SyncChange(
        tenant_id=tenant_id,
        contact_id=after.contact_id,
        add=tuple(sorted(set(after.tags) - set(had))),
        remove=tuple(sorted(set(had) - set(after.tags))),
        fields=tuple(name for name in _FIELDS if was[name] != getattr(after, name)),
        taken_back=after.anonymization_pending and not (before and before.anonymization_pending),
    )


class SyncRefusal(Value):
    """A contact that a run left out or could not change, with the code that says why."""

    tenant_id: str
    contact_id: str
    code: str


def full_because(state: SyncState, basis: Basis, *, asked: bool) -> tuple[FullBecause, ...]:
    """Return why the next run must be a full one; empty if it need not be."""
    reasons = [FullBecause.ASKED] if asked else []
    if state.full_owed:
        reasons.append(FullBecause.OWED)
    done = state.completed
    if done is None:
        return (*reasons, FullBecause.FIRST_RUN)
    if done.settings_version != basis.settings_version:
        reasons.append(FullBecause.SETTINGS_CHANGED)
    if done.names != basis.names:
        reasons.append(FullBecause.ACCOUNTS_CHANGED)
    if done.key_id != basis.key_id:
        reasons.append(FullBecause.KEYS_ROTATED)
    return tuple(reasons)


def forgotten_by(state: SyncState, basis: Basis, *, off_at: int) -> tuple[str, ...]:
    """Return the accounts whose contacts nobody followed for a while since the last full run: the sync was off, or they were away."""
    done = state.completed.settings_version if state.completed else 0
    return (EVERYBODY,) if off_at > done else tuple(sorted({*state.left} & basis.names.keys()))


def owing_full(state: SyncState) -> SyncState:
    """Return the state by which the next run that begins reads every contact."""
    return next_version(state, full_owed=True, owed_since=True)


def with_unknown_stages(run: SyncRun, found: Mapping[str, Iterable[str]]) -> SyncRun:
    """Return the run with these stages among those that nobody mapped; a hundred of an account at most."""
    known = run.unknown_stages
    named = {tenant: tuple(sorted({*known.get(tenant, ()), *stages}))[:_MOST_STAGES] for tenant, stages in found.items()}
    return (
        run
        if all(known.get(tenant) == stages for tenant, stages in named.items())
        else with_fields(run, unknown_stages=known | named)
    )


def with_change(run: SyncRun, tenant_id: str, *, added: int, removed: int, copied: int = 0, permissions: int = 0) -> SyncRun:
    """Return the run with its counts after a change of one contact's tags."""
    tagged = 1 if added or removed else 0
    counts = run.accounts.get(tenant_id, AccountCounts())
    counts = AccountCounts(
        contacts_tagged=counts.contacts_tagged + tagged,
        tags_added=counts.tags_added + added,
        tags_removed=counts.tags_removed + removed,
    )
    return with_fields(
        run,
        contacts_tagged=run.contacts_tagged + tagged,
        tags_added=run.tags_added + added,
        tags_removed=run.tags_removed + removed,
        copied=run.copied + copied,
        permissions_changed=run.permissions_changed + permissions,
        accounts={**run.accounts, tenant_id: counts},
    )
