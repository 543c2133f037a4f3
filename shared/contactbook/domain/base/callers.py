"""Who is acting: what an audit entry names and what access rules look at."""

from enum import StrEnum

from contactbook.domain.base.values import Value


class Scope(StrEnum):
    """What a token may do; a route needs one of them, as its noun says."""

    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    CONTACTS_MERGE = "contacts:merge"
    CONTACTS_ANONYMIZE = "contacts:anonymize"
    CONTACTS_EXPORT = "contacts:export"
    ACCOUNTS_WRITE = "accounts:write"
    LISTS_WRITE = "lists:write"
    OPPORTUNITIES_WRITE = "opportunities:write"
    COMMUNICATIONS_SEND = "communications:send"
    KYC_VERIFY = "kyc:verify"
    SETTINGS_READ = "settings:read"
    SETTINGS_WRITE = "settings:write"
    AUDIT_READ = "audit:read"
    IMPORTS_WRITE = "imports:write"
    TENANTS_ADMIN = "tenants:admin"
    TENANT_GROUP_SYNC = "tenant-group:sync"


class ActorType(StrEnum):
    """What kind of hand made a change."""

    USER = "user"
    LINK = "link"
    JOB = "job"
    CONTACT = "contact"


class Actor(Value):
    """Who made a change: a user of a portal, the contact itself, a signed link or a job."""

    type: ActorType
    id: str


class Caller(Value):
    """An authenticated caller, or a job acting for a tenant. The tenant itself is in the `TenantStore` only."""

    actor: Actor
    groups: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    super_user: bool = False
    # A portal's end customer: may see and change only this contact's own profile.
    contact_id: str | None = None
    privacy_clearance: int = 0
    request_id: str = ""
    # Evidence for consent; kept apart from what others may read.
    source_ip: str | None = None
    user_agent: str | None = None

    def may(self, scope: Scope) -> bool:
        """Whether the token carries the scope."""
        return scope.value in self.scopes


def job(name: str) -> Caller:
    """A job of the system itself: sees every group and every privacy level of the tenant it works for."""
    return Caller(
        actor=Actor(type=ActorType.JOB, id=name),
        scopes=frozenset(scope.value for scope in Scope),
        super_user=True,
        privacy_clearance=1_000_000,
        request_id=name,
    )
