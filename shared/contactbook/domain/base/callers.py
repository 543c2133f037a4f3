"""Callers and actors: audit entries name them, and access rules check them."""

from enum import StrEnum

from contactbook.domain.base.values import Value


class Scope(StrEnum):
    """The scopes of a token. Each route needs one of them."""

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
    WEBHOOKS_WRITE = "webhooks:write"
    # The operator's of the installation: every tenant, top accounts, sender ids of text messages.
    PLATFORM_ADMIN = "platform:admin"


class ActorType(StrEnum):
    """The kind of actor that made a change."""

    USER = "user"
    LINK = "link"
    JOB = "job"
    CONTACT = "contact"


class Actor(Value):
    """The actor of a change: a user of a portal, the contact itself, a signed link or a job."""

    type: ActorType
    id: str


class Caller(Value):
    """An authenticated caller, or a job that acts for a tenant. Only the `TenantStore` knows the tenant."""

    actor: Actor
    groups: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    super_user: bool = False
    # Set for a portal customer, who may see and change only the profile of this contact.
    contact_id: str | None = None
    privacy_clearance: int = 0
    request_id: str = ""
    # Evidence for a consent, stored apart from what other callers may read.
    source_ip: str | None = None
    user_agent: str | None = None

    def may(self, scope: Scope) -> bool:
        """True if the token carries the scope."""
        return scope.value in self.scopes


def job(name: str, *, asked_by: Actor | None = None, run_id: str | None = None) -> Caller:
    """Return the caller of a system job. It sees every group and every privacy level of its tenant.

    What it changes is written down under the one who asked for it, if somebody did, and names the run (S2.127).
    """
    return Caller(
        actor=asked_by or Actor(type=ActorType.JOB, id=name),
        scopes=frozenset(scope.value for scope in Scope if scope is not Scope.PLATFORM_ADMIN),
        super_user=True,
        privacy_clearance=1_000_000,
        request_id=run_id or name,
    )
