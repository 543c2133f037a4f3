from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.erasure_certificate_erased import ErasureCertificateErased
    from ..models.erasure_certificate_expiring import ErasureCertificateExpiring
    from ..models.erasure_certificate_kept import ErasureCertificateKept
    from ..models.erasure_certificate_reasons import ErasureCertificateReasons
    from ..models.erasure_certificate_redacted import ErasureCertificateRedacted


@dataclass(kw_only=True, slots=True)
class ErasureCertificate:
    """What was erased of a contact, what was kept and why. It holds kinds of items and counts, never a value."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    requested_at: datetime.datetime
    """ When it was asked for: a time in UTC. """
    requested_by: str
    """ The id of who asked for it. """
    completed_at: datetime.datetime | None
    """ When it was complete: a time in UTC; null before. """
    erased: ErasureCertificateErased
    """ How many records were erased, by kind. """
    redacted: ErasureCertificateRedacted
    """ How many records were blanked, by kind. """
    kept: ErasureCertificateKept
    """ How many records were kept, by kind. """
    reasons: ErasureCertificateReasons
    """ Why records were kept, by kind. """
    expiring: ErasureCertificateExpiring
    """ What will be erased later, by kind, in how many days. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        requested_at = self.requested_at.isoformat()

        requested_by = self.requested_by

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        erased = self.erased.to_dict()

        redacted = self.redacted.to_dict()

        kept = self.kept.to_dict()

        reasons = self.reasons.to_dict()

        expiring = self.expiring.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "requested_at": requested_at,
                "requested_by": requested_by,
                "completed_at": completed_at,
                "erased": erased,
                "redacted": redacted,
                "kept": kept,
                "reasons": reasons,
                "expiring": expiring,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erasure_certificate_erased import ErasureCertificateErased  # noqa: PLC0415
        from ..models.erasure_certificate_expiring import ErasureCertificateExpiring  # noqa: PLC0415
        from ..models.erasure_certificate_kept import ErasureCertificateKept  # noqa: PLC0415
        from ..models.erasure_certificate_reasons import ErasureCertificateReasons  # noqa: PLC0415
        from ..models.erasure_certificate_redacted import ErasureCertificateRedacted  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))

        requested_by = d.pop("requested_by")

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        erased = ErasureCertificateErased.from_dict(d.pop("erased"))

        redacted = ErasureCertificateRedacted.from_dict(d.pop("redacted"))

        kept = ErasureCertificateKept.from_dict(d.pop("kept"))

        reasons = ErasureCertificateReasons.from_dict(d.pop("reasons"))

        expiring = ErasureCertificateExpiring.from_dict(d.pop("expiring"))

        erasure_certificate = cls(
            contact_id=contact_id,
            requested_at=requested_at,
            requested_by=requested_by,
            completed_at=completed_at,
            erased=erased,
            redacted=redacted,
            kept=kept,
            reasons=reasons,
            expiring=expiring,
        )

        return erasure_certificate
