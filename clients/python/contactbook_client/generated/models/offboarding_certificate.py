from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.offboarding_certificate_handed_over import OffboardingCertificateHandedOver
    from ..models.offboarding_certificate_items import OffboardingCertificateItems


@dataclass(kw_only=True, slots=True)
class OffboardingCertificate:
    """What was erased of a tenant. It holds names of kinds, counts and who asked, and no value of a person. `items` counts
    what was erased by kind, `handed_over` the lines of each file of the hand-over. `files` and `messages` are the
    objects in the bucket and the domains at the email provider that were removed.

    """

    tenant_id: str
    """ The id of the tenant. """
    requested_at: datetime.datetime
    """ When it was asked for: a time in UTC. """
    requested_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    handed_over_at: datetime.datetime
    """ When the hand-over was ready: a time in UTC; null before. """
    erased_at: datetime.datetime
    """ When the erasure was complete: a time in UTC. """
    handed_over: OffboardingCertificateHandedOver
    """ How many records were handed over, by noun. """
    items: OffboardingCertificateItems
    """ The records of this page. """
    files: int
    """ How many files there were. """
    domains: int
    """ How many sending domains were released. """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        requested_at = self.requested_at.isoformat()

        requested_by = self.requested_by.to_dict()

        handed_over_at = self.handed_over_at.isoformat()

        erased_at = self.erased_at.isoformat()

        handed_over = self.handed_over.to_dict()

        items = self.items.to_dict()

        files = self.files

        domains = self.domains

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "requested_at": requested_at,
                "requested_by": requested_by,
                "handed_over_at": handed_over_at,
                "erased_at": erased_at,
                "handed_over": handed_over,
                "items": items,
                "files": files,
                "domains": domains,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.offboarding_certificate_handed_over import OffboardingCertificateHandedOver  # noqa: PLC0415
        from ..models.offboarding_certificate_items import OffboardingCertificateItems  # noqa: PLC0415

        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))

        requested_by = Actor.from_dict(d.pop("requested_by"))

        handed_over_at = datetime.datetime.fromisoformat(d.pop("handed_over_at"))

        erased_at = datetime.datetime.fromisoformat(d.pop("erased_at"))

        handed_over = OffboardingCertificateHandedOver.from_dict(d.pop("handed_over"))

        items = OffboardingCertificateItems.from_dict(d.pop("items"))

        files = d.pop("files")

        domains = d.pop("domains")

        offboarding_certificate = cls(
            tenant_id=tenant_id,
            requested_at=requested_at,
            requested_by=requested_by,
            handed_over_at=handed_over_at,
            erased_at=erased_at,
            handed_over=handed_over,
            items=items,
            files=files,
            domains=domains,
        )

        return offboarding_certificate
