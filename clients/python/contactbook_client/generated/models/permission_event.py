from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.permission_answer import PermissionAnswer
from ..models.permission_through import PermissionThrough

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.permission_evidence import PermissionEvidence


@dataclass(kw_only=True, slots=True)
class PermissionEvent:
    """One event of the ledger. `of_address`: it was said about an address that the contact has too."""

    event_id: None | str
    """ The id of the event. """
    said: PermissionAnswer
    """ What was said. """
    through: PermissionThrough
    """ How a yes or a no was said, or how the provider told it. """
    own: bool
    """ Whether the person said it, and not a user for the person. """
    by: Actor | None
    """ Who said or did it. """
    at: datetime.datetime | None
    """ When it happened: a time in UTC, ISO 8601. """
    recorded_at: datetime.datetime | None
    """ When it was recorded: a time in UTC. What was said may be older. """
    evidence: None | PermissionEvidence
    """ How and when the person said it. It is needed where a no of the person is to be lifted. """
    scope: str
    """ What is permitted: a purpose, a channel of it such as `direct_marketing:email`, or a topic such as
    `topic:lst_…`. """
    of_address: bool
    """ Whether it was said about an address that the contact has. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.permission_evidence import PermissionEvidence  # noqa: PLC0415

        event_id: None | str
        event_id = self.event_id

        said = self.said.value

        through = self.through.value

        own = self.own

        by: dict[str, Any] | None
        if isinstance(self.by, Actor):
            by = self.by.to_dict()
        else:
            by = self.by

        at: None | str
        if isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        recorded_at: None | str
        if isinstance(self.recorded_at, datetime.datetime):
            recorded_at = self.recorded_at.isoformat()
        else:
            recorded_at = self.recorded_at

        evidence: dict[str, Any] | None
        if isinstance(self.evidence, PermissionEvidence):
            evidence = self.evidence.to_dict()
        else:
            evidence = self.evidence

        scope = self.scope

        of_address = self.of_address

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "event_id": event_id,
                "said": said,
                "through": through,
                "own": own,
                "by": by,
                "at": at,
                "recorded_at": recorded_at,
                "evidence": evidence,
                "scope": scope,
                "of_address": of_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.permission_evidence import PermissionEvidence  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_event_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        event_id = _parse_event_id(d.pop("event_id"))

        said = PermissionAnswer(d.pop("said"))

        through = PermissionThrough(d.pop("through"))

        own = d.pop("own")

        def _parse_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                by_type_0 = Actor.from_dict(data)

                return by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        by = _parse_by(d.pop("by"))

        def _parse_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                at_type_0 = datetime.datetime.fromisoformat(data)

                return at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        at = _parse_at(d.pop("at"))

        def _parse_recorded_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                recorded_at_type_0 = datetime.datetime.fromisoformat(data)

                return recorded_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        recorded_at = _parse_recorded_at(d.pop("recorded_at"))

        def _parse_evidence(data: object) -> None | PermissionEvidence:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                evidence_type_0 = PermissionEvidence.from_dict(data)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PermissionEvidence, data)

        evidence = _parse_evidence(d.pop("evidence"))

        scope = d.pop("scope")

        of_address = d.pop("of_address")

        permission_event = cls(
            event_id=event_id,
            said=said,
            through=through,
            own=own,
            by=by,
            at=at,
            recorded_at=recorded_at,
            evidence=evidence,
            scope=scope,
            of_address=of_address,
        )

        return permission_event
