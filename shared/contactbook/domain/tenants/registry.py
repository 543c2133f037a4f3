"""Tenants: top accounts and the child accounts under them (S4.1, S4.2)."""

from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.values import Country, Draft, Language, Line, Moment, Record
from contactbook.domain.settings.sending import TimeZone

TenantId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$")]
TenantName = Annotated[Line, StringConstraints(min_length=1, max_length=100)]


class TenantDraft(Draft):
    """The request to register a tenant. A tenant with a parent is a child account."""

    tenant_id: TenantId
    name: TenantName
    parent_id: TenantId | None = None
    time_zone: TimeZone = "UTC"
    default_region: Country = "CY"
    default_language: Language = "en"


class TenantChanges(Draft):
    """What a tenant may change about itself. Time zone, region and language are settings."""

    name: TenantName | None = None


class Tenant(Record):
    """A registered tenant."""

    tenant_id: str
    name: str
    parent_id: str | None = None
    # The sender ids that the tenant may send text messages from (S8.2).
    sms_sender_ids: tuple[str, ...] = ()
    created_at: Moment

    @property
    def group_id(self) -> str:
        """The id of the tenant group, which is the id of its top account."""
        return self.parent_id or self.tenant_id
