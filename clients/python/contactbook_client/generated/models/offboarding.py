from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.offboarding_state import OffboardingState

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.offboarding_certificate import OffboardingCertificate
    from ..models.offboarding_export import OffboardingExport
    from ..models.offboarding_progress import OffboardingProgress


@dataclass(kw_only=True, slots=True)
class Offboarding:
    """An off-boarding as its parent and the operator see it."""

    tenant_id: str
    """ The id of the tenant. """
    state: OffboardingState
    """ How far an off-boarding is. """
    erase_after_days: int
    """ How many days the hand-over can be fetched before everything is erased. """
    requested_at: datetime.datetime
    """ When it was asked for: a time in UTC. """
    requested_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    progress: None | OffboardingProgress
    """ How far the present step is; null between steps. """
    handed_over_at: datetime.datetime | None
    """ When the hand-over was ready: a time in UTC; null before. """
    erase_at: datetime.datetime | None
    """ When the erasure begins: a time in UTC; null before the hand-over is ready. """
    export: None | OffboardingExport
    """ Where the hand-over can be fetched; null before it is ready. """
    certificate: None | OffboardingCertificate
    """ What was erased; null before the end. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.offboarding_certificate import OffboardingCertificate  # noqa: PLC0415
        from ..models.offboarding_export import OffboardingExport  # noqa: PLC0415
        from ..models.offboarding_progress import OffboardingProgress  # noqa: PLC0415

        tenant_id = self.tenant_id

        state = self.state.value

        erase_after_days = self.erase_after_days

        requested_at = self.requested_at.isoformat()

        requested_by = self.requested_by.to_dict()

        progress: dict[str, Any] | None
        if isinstance(self.progress, OffboardingProgress):
            progress = self.progress.to_dict()
        else:
            progress = self.progress

        handed_over_at: None | str
        if isinstance(self.handed_over_at, datetime.datetime):
            handed_over_at = self.handed_over_at.isoformat()
        else:
            handed_over_at = self.handed_over_at

        erase_at: None | str
        if isinstance(self.erase_at, datetime.datetime):
            erase_at = self.erase_at.isoformat()
        else:
            erase_at = self.erase_at

        export: dict[str, Any] | None
        if isinstance(self.export, OffboardingExport):
            export = self.export.to_dict()
        else:
            export = self.export

        certificate: dict[str, Any] | None
        if isinstance(self.certificate, OffboardingCertificate):
            certificate = self.certificate.to_dict()
        else:
            certificate = self.certificate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "state": state,
                "erase_after_days": erase_after_days,
                "requested_at": requested_at,
                "requested_by": requested_by,
                "progress": progress,
                "handed_over_at": handed_over_at,
                "erase_at": erase_at,
                "export": export,
                "certificate": certificate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.offboarding_certificate import OffboardingCertificate  # noqa: PLC0415
        from ..models.offboarding_export import OffboardingExport  # noqa: PLC0415
        from ..models.offboarding_progress import OffboardingProgress  # noqa: PLC0415

        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        state = OffboardingState(d.pop("state"))

        erase_after_days = d.pop("erase_after_days")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))

        requested_by = Actor.from_dict(d.pop("requested_by"))

        def _parse_progress(data: object) -> None | OffboardingProgress:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                progress_type_0 = OffboardingProgress.from_dict(data)

                return progress_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OffboardingProgress, data)

        progress = _parse_progress(d.pop("progress"))

        def _parse_handed_over_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                handed_over_at_type_0 = datetime.datetime.fromisoformat(data)

                return handed_over_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        handed_over_at = _parse_handed_over_at(d.pop("handed_over_at"))

        def _parse_erase_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                erase_at_type_0 = datetime.datetime.fromisoformat(data)

                return erase_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        erase_at = _parse_erase_at(d.pop("erase_at"))

        def _parse_export(data: object) -> None | OffboardingExport:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                export_type_0 = OffboardingExport.from_dict(data)

                return export_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OffboardingExport, data)

        export = _parse_export(d.pop("export"))

        def _parse_certificate(data: object) -> None | OffboardingCertificate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                certificate_type_0 = OffboardingCertificate.from_dict(data)

                return certificate_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OffboardingCertificate, data)

        certificate = _parse_certificate(d.pop("certificate"))

        offboarding = cls(
            tenant_id=tenant_id,
            state=state,
            erase_after_days=erase_after_days,
            requested_at=requested_at,
            requested_by=requested_by,
            progress=progress,
            handed_over_at=handed_over_at,
            erase_at=erase_at,
            export=export,
            certificate=certificate,
        )

        return offboarding
