from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.skip_reason import SkipReason
from ..models.suppression_entry_kind import SuppressionEntryKind


@dataclass(kw_only=True, slots=True)
class SuppressionEntry:
    """An entry as a caller sees it: exactly one of the four values is set. None is set after the value was erased, and if
    it is the value of a contact that the caller may not see. Then an entry of the automatic list has no kind either: it
    knows its address by a keyed hash only.

    """

    entry_id: str
    """ The id of the entry. """
    kind: None | SuppressionEntryKind
    """ Person or company. It cannot change. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    email: None | str
    """ The email address. """
    phone: None | str
    """ The phone number in E.164, such as `+35799123456`. """
    domain: None | str
    """ The name of the domain, such as `acme.example`. """
    reason: SkipReason
    """ Why a contact is not contacted. Every refusal has exactly one reason. """
    source: None | str
    """ Where it came from, in the caller's words. """
    added_at: datetime.datetime
    """ When it was added: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        kind: None | str
        if isinstance(self.kind, SuppressionEntryKind):
            kind = self.kind.value
        else:
            kind = self.kind

        contact_id: None | str
        contact_id = self.contact_id

        email: None | str
        email = self.email

        phone: None | str
        phone = self.phone

        domain: None | str
        domain = self.domain

        reason = self.reason.value

        source: None | str
        source = self.source

        added_at = self.added_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry_id": entry_id,
                "kind": kind,
                "contact_id": contact_id,
                "email": email,
                "phone": phone,
                "domain": domain,
                "reason": reason,
                "source": source,
                "added_at": added_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        def _parse_kind(data: object) -> None | SuppressionEntryKind:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = SuppressionEntryKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SuppressionEntryKind, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_domain(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        domain = _parse_domain(d.pop("domain"))

        reason = SkipReason(d.pop("reason"))

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        added_at = datetime.datetime.fromisoformat(d.pop("added_at"))

        suppression_entry = cls(
            entry_id=entry_id,
            kind=kind,
            contact_id=contact_id,
            email=email,
            phone=phone,
            domain=domain,
            reason=reason,
            source=source,
            added_at=added_at,
        )

        return suppression_entry
