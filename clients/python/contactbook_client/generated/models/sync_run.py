from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.sync_full_because import SyncFullBecause
from ..models.sync_run_state import SyncRunState

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.sync_large_group import SyncLargeGroup
    from ..models.sync_run_accounts import SyncRunAccounts
    from ..models.sync_run_unknown_stages import SyncRunUnknownStages


@dataclass(kw_only=True, slots=True)
class SyncRun:
    """A run as callers see it. `contacts_tagged` counts contacts whose tags changed, removed tags included."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    sync_run_id: str
    """ The id of the run of the sync, `syn_…`. """
    state: SyncRunState
    """ The state of a run. A later run supersedes one that is not finished. """
    full: bool
    """ Whether the run reads every contact, and not only what changed. """
    full_because: list[SyncFullBecause]
    """ Why the run reads every contact; empty where it reads what changed. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    requested_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    started_at: datetime.datetime | None
    """ When it started: a time in UTC; null before. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """
    changes_seen: int
    """ How many changes of contacts the run read. """
    contacts_seen: int
    """ How many contacts the run read. """
    contacts_tagged: int
    """ How many contacts got or lost a tag. """
    tags_added: int
    """ How many tags were added. """
    tags_removed: int
    """ How many tags were removed. """
    copied: int
    """ How many contacts were copied into the top account. """
    permissions_changed: int
    """ How many permissions the run carried over. """
    closed: int
    """ How many copies were closed. """
    refused: int
    """ How many contacts were refused. `…/refused` lists them. """
    left_out: int
    """ How many contacts were left out. """
    taken_back: int
    """ How many were taken back. """
    too_large: int
    """ How many groups were too large to be one person. """
    large_groups: list[SyncLargeGroup]
    """ Groups of contacts that are too large to be one person; nothing was done with them. """
    unknown_stages: SyncRunUnknownStages
    """ Stages that the settings of the sync do not know, by account. """
    accounts: SyncRunAccounts
    """ The counts of each child account, by its id. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        sync_run_id = self.sync_run_id

        state = self.state.value

        full = self.full

        full_because = []
        for full_because_item_data in self.full_because:
            full_because_item = full_because_item_data.value
            full_because.append(full_because_item)

        dry_run = self.dry_run

        requested_by = self.requested_by.to_dict()

        created_at = self.created_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        changes_seen = self.changes_seen

        contacts_seen = self.contacts_seen

        contacts_tagged = self.contacts_tagged

        tags_added = self.tags_added

        tags_removed = self.tags_removed

        copied = self.copied

        permissions_changed = self.permissions_changed

        closed = self.closed

        refused = self.refused

        left_out = self.left_out

        taken_back = self.taken_back

        too_large = self.too_large

        large_groups = []
        for large_groups_item_data in self.large_groups:
            large_groups_item = large_groups_item_data.to_dict()
            large_groups.append(large_groups_item)

        unknown_stages = self.unknown_stages.to_dict()

        accounts = self.accounts.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "sync_run_id": sync_run_id,
                "state": state,
                "full": full,
                "full_because": full_because,
                "dry_run": dry_run,
                "requested_by": requested_by,
                "created_at": created_at,
                "started_at": started_at,
                "finished_at": finished_at,
                "changes_seen": changes_seen,
                "contacts_seen": contacts_seen,
                "contacts_tagged": contacts_tagged,
                "tags_added": tags_added,
                "tags_removed": tags_removed,
                "copied": copied,
                "permissions_changed": permissions_changed,
                "closed": closed,
                "refused": refused,
                "left_out": left_out,
                "taken_back": taken_back,
                "too_large": too_large,
                "large_groups": large_groups,
                "unknown_stages": unknown_stages,
                "accounts": accounts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.sync_large_group import SyncLargeGroup  # noqa: PLC0415
        from ..models.sync_run_accounts import SyncRunAccounts  # noqa: PLC0415
        from ..models.sync_run_unknown_stages import SyncRunUnknownStages  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        sync_run_id = d.pop("sync_run_id")

        state = SyncRunState(d.pop("state"))

        full = d.pop("full")

        full_because = []
        _full_because = d.pop("full_because")
        for full_because_item_data in _full_because:
            full_because_item = SyncFullBecause(full_because_item_data)

            full_because.append(full_because_item)

        dry_run = d.pop("dry_run")

        requested_by = Actor.from_dict(d.pop("requested_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        changes_seen = d.pop("changes_seen")

        contacts_seen = d.pop("contacts_seen")

        contacts_tagged = d.pop("contacts_tagged")

        tags_added = d.pop("tags_added")

        tags_removed = d.pop("tags_removed")

        copied = d.pop("copied")

        permissions_changed = d.pop("permissions_changed")

        closed = d.pop("closed")

        refused = d.pop("refused")

        left_out = d.pop("left_out")

        taken_back = d.pop("taken_back")

        too_large = d.pop("too_large")

        large_groups = []
        _large_groups = d.pop("large_groups")
        for large_groups_item_data in _large_groups:
            large_groups_item = SyncLargeGroup.from_dict(large_groups_item_data)

            large_groups.append(large_groups_item)

        unknown_stages = SyncRunUnknownStages.from_dict(d.pop("unknown_stages"))

        accounts = SyncRunAccounts.from_dict(d.pop("accounts"))

        sync_run = cls(
            version=version,
            sync_run_id=sync_run_id,
            state=state,
            full=full,
            full_because=full_because,
            dry_run=dry_run,
            requested_by=requested_by,
            created_at=created_at,
            started_at=started_at,
            finished_at=finished_at,
            changes_seen=changes_seen,
            contacts_seen=contacts_seen,
            contacts_tagged=contacts_tagged,
            tags_added=tags_added,
            tags_removed=tags_removed,
            copied=copied,
            permissions_changed=permissions_changed,
            closed=closed,
            refused=refused,
            left_out=left_out,
            taken_back=taken_back,
            too_large=too_large,
            large_groups=large_groups,
            unknown_stages=unknown_stages,
            accounts=accounts,
        )

        return sync_run
