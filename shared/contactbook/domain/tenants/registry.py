"""Tenants: top accounts and the child accounts under them (S4.1, S4.2)."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from contactbook.domain.base.values import Count, Country, Draft, Flag, Language, Line, Moment, Record
from contactbook.domain.settings.sending import TimeZone

TenantId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$")]


def _is_no_tag_of_a_primary_account(name: str) -> str:
    """The sync's tags are `engaging-in-<name>` and, of the primary account, `engaging-in-<name>-primary` (S4.22)."""
    if name.casefold().endswith("-primary"):
        raise ValueError("A name must not end with -primary, as tags of the sync do. Choose another end.")
    return name


TenantName = Annotated[Line, StringConstraints(min_length=1, max_length=100), AfterValidator(_is_no_tag_of_a_primary_account)]
# What a carrier takes as a sender: a number in E.164, a short code, or up to 11 letters, digits and hyphens that begin with a letter.
_GIVEN = r"^(\+[1-9][0-9]{6,14}|[0-9]{3,8}|[A-Za-z][A-Za-z0-9-]{0,10})$"
SenderIds = Annotated[tuple[Annotated[str, StringConstraints(pattern=_GIVEN)], ...], Field(max_length=20)]


class TenantDraft(Draft):
    """The request to register a tenant. A tenant with a parent is a child account."""

    tenant_id: TenantId
    name: TenantName
    parent_id: TenantId | None = None
    time_zone: TimeZone = "UTC"
    default_region: Country = "CY"
    default_language: Language = "en"


class TenantChanges(Draft):
    """What a tenant may change about itself beside its settings."""

    name: TenantName | None = None

    # Without `parent_id`: a tenant without a parent is a top account.
    @field_validator("name", "time_zone", "sms_sender_ids", check_fields=False)
    @classmethod
    def _is_kept_by_leaving_it_out(cls, value: object) -> object:
        if value is None:
            raise ValueError("This cannot be removed. Leave the field out to keep it.")
        return value


class RegistryChanges(TenantChanges):
    """What the parent or the operator may change about a tenant. The sender ids and a new parent are the operator's to give."""

    time_zone: TimeZone | None = None
    parent_id: TenantId | None = None
    sms_sender_ids: SenderIds | None = None


class Tenant(Record):
    """A registered tenant. Its time zone, region and language are settings of its own."""

    tenant_id: str
    name: str
    parent_id: str | None = None
    # The sender ids that the tenant may send text messages from (S8.2).
    sms_sender_ids: tuple[str, ...] = ()
    # How many child accounts it has. Every registration and move changes it, so no two of them can pass each other.
    children: Count = 0
    # True while it is being off-boarded (S8.6): jobs leave it out, and it gets no child.
    closing: Flag = False
    created_at: Moment

    @property
    def group_id(self) -> str:
        """The id of the tenant group, which is the id of its top account."""
        return self.parent_id or self.tenant_id


class TenantView(Tenant):
    """A tenant as the registry shows it: with its time zone."""

    time_zone: TimeZone
