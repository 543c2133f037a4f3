from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.anonymization_run_state import AnonymizationRunState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class AnonymizationRun:
    """One run over the tenant's contacts, as callers see it. `contacts` counts what the run has looked at. The others
    count whom it anonymized, would anonymize (a dry run) and found blocked.

    """

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    run_id: str
    """ The id of the run, `run_…`; null where there is none. """
    dry_run: bool
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """
    state: AnonymizationRunState
    """ The progress of a run. """
    contacts: int
    """ How many contacts were looked at or are concerned. """
    anonymized: int
    """ How many contacts were anonymized. """
    would_anonymize: int
    """ How many contacts a dry run would anonymize. """
    blocked: int
    """ How many contacts could not be anonymized. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    started_by: Actor | None
    """ Who started it; null where a schedule did. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        version = self.version

        run_id = self.run_id

        dry_run = self.dry_run

        state = self.state.value

        contacts = self.contacts

        anonymized = self.anonymized

        would_anonymize = self.would_anonymize

        blocked = self.blocked

        started_at = self.started_at.isoformat()

        started_by: dict[str, Any] | None
        if isinstance(self.started_by, Actor):
            started_by = self.started_by.to_dict()
        else:
            started_by = self.started_by

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "run_id": run_id,
                "dry_run": dry_run,
                "state": state,
                "contacts": contacts,
                "anonymized": anonymized,
                "would_anonymize": would_anonymize,
                "blocked": blocked,
                "started_at": started_at,
                "started_by": started_by,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        run_id = d.pop("run_id")

        dry_run = d.pop("dry_run")

        state = AnonymizationRunState(d.pop("state"))

        contacts = d.pop("contacts")

        anonymized = d.pop("anonymized")

        would_anonymize = d.pop("would_anonymize")

        blocked = d.pop("blocked")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        def _parse_started_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                started_by_type_0 = Actor.from_dict(data)

                return started_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        started_by = _parse_started_by(d.pop("started_by"))

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

        anonymization_run = cls(
            version=version,
            run_id=run_id,
            dry_run=dry_run,
            state=state,
            contacts=contacts,
            anonymized=anonymized,
            would_anonymize=would_anonymize,
            blocked=blocked,
            started_at=started_at,
            started_by=started_by,
            finished_at=finished_at,
        )

        return anonymization_run
