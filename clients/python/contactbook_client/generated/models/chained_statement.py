from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.permission_answer import PermissionAnswer
from ..models.permission_through import PermissionThrough

if TYPE_CHECKING:
    from ..models.kept_evidence import KeptEvidence


@dataclass(kw_only=True, slots=True)
class ChainedStatement:
    """One thing that was said about one scope. `own`: the person itself said it; `at`: when, if not at the time of the
    entry.

    """

    scope: str
    """ What is permitted: a purpose, a channel of it such as `direct_marketing:email`, or a topic such as
    `topic:lst_…`. """
    said: PermissionAnswer
    """ What was said. """
    through: PermissionThrough
    """ How a yes or a no was said, or how the provider told it. """
    own: bool
    """ Whether the person said it, and not a user for the person. """
    at: datetime.datetime | None
    """ When it happened: a time in UTC, ISO 8601. """
    evidence: KeptEvidence | None
    """ How and when the person said it. It is needed where a no of the person is to be lifted. """
    address: None | str
    """ The address that was used or is meant: an email, a phone number in E.164, or the lines of a postal address.
    """
    of_address: bool
    """ Whether it was said about an address that the contact has. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.kept_evidence import KeptEvidence  # noqa: PLC0415

        scope = self.scope

        said = self.said.value

        through = self.through.value

        own = self.own

        at: None | str
        if isinstance(self.at, datetime.datetime):
            at = self.at.isoformat()
        else:
            at = self.at

        evidence: dict[str, Any] | None
        if isinstance(self.evidence, KeptEvidence):
            evidence = self.evidence.to_dict()
        else:
            evidence = self.evidence

        address: None | str
        address = self.address

        of_address = self.of_address

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "scope": scope,
                "said": said,
                "through": through,
                "own": own,
                "at": at,
                "evidence": evidence,
                "address": address,
                "of_address": of_address,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.kept_evidence import KeptEvidence  # noqa: PLC0415

        d = dict(src_dict)
        scope = d.pop("scope")

        said = PermissionAnswer(d.pop("said"))

        through = PermissionThrough(d.pop("through"))

        own = d.pop("own")

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

        def _parse_evidence(data: object) -> KeptEvidence | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                evidence_type_0 = KeptEvidence.from_dict(data)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KeptEvidence | None, data)

        evidence = _parse_evidence(d.pop("evidence"))

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        of_address = d.pop("of_address")

        chained_statement = cls(
            scope=scope,
            said=said,
            through=through,
            own=own,
            at=at,
            evidence=evidence,
            address=address,
            of_address=of_address,
        )

        return chained_statement
