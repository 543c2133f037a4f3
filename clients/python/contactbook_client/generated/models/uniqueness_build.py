from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.uniqueness_build_state import UniquenessBuildState


@dataclass(kw_only=True, slots=True)
class UniquenessBuild:
    """One build, as callers see it: stored contacts claim what the rule of this version makes unique. New and changed
    contacts claim under the rule from the moment it is saved. A function that cached the settings just before goes by
    the former rule a little longer; the second walk starts after that time and claims what such a function saved. When
    the second walk has ended, no two contacts can get the same values any more, and the pairs that had them are
    reported.

    """

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    rule_version: int
    """ The version of the uniqueness rule that the build is for. """
    state: UniquenessBuildState
    """ How far a build is. `building`: the first walk over all contacts runs. `settling`: it has ended, and the
    last writers that know only the former rule may still save. `finished`: the second walk has ended too. """
    walk: int
    """ How often the contacts were walked over. """
    contacts: int
    """ How many contacts were looked at or are concerned. """
    claimed: int
    """ How many values are claimed by now. """
    violations: int
    """ How many contacts break the rule. """
    started_at: datetime.datetime
    """ When it started: a time in UTC; null before. """
    finished_at: datetime.datetime | None
    """ When it ended: a time in UTC; null before. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        rule_version = self.rule_version

        state = self.state.value

        walk = self.walk

        contacts = self.contacts

        claimed = self.claimed

        violations = self.violations

        started_at = self.started_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "rule_version": rule_version,
                "state": state,
                "walk": walk,
                "contacts": contacts,
                "claimed": claimed,
                "violations": violations,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        rule_version = d.pop("rule_version")

        state = UniquenessBuildState(d.pop("state"))

        walk = d.pop("walk")

        contacts = d.pop("contacts")

        claimed = d.pop("claimed")

        violations = d.pop("violations")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

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

        uniqueness_build = cls(
            version=version,
            rule_version=rule_version,
            state=state,
            walk=walk,
            contacts=contacts,
            claimed=claimed,
            violations=violations,
            started_at=started_at,
            finished_at=finished_at,
        )

        return uniqueness_build
