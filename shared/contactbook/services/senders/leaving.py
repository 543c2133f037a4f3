"""Taking every domain from a tenant that is off-boarded, and the tenant from SES (S8.6)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.senders import identities as rules
from contactbook.gateways import sending_identities as ses
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.senders.settling import save_identities, settle
from contactbook.storage.tenant_store import TenantStore


def leave_every_domain(store: TenantStore, *, by: Caller, now: datetime) -> int:
    """Delete the tenant's domains here and at SES, whatever sends from them; return how many there were. Idempotent.

    Raises StorageUnavailable if SES does not answer.
    """
    domains = _mark_every_domain(store, by=by, now=now)
    for domain in domains:
        if settle(store, domain, by=by, now=now).identity is not None:
            raise StorageUnavailable("SES did not answer. Retry later.")
    try:
        ses.remove_tenant(store.tenant_id)
    except ses.IdentitiesUnavailable as error:
        raise StorageUnavailable("SES did not answer. Retry later.") from error
    return len(domains)


@retried_when_raced
def _mark_every_domain(store: TenantStore, *, by: Caller, now: datetime) -> list[str]:
    before, version = store.sending_identities.read()
    after = before
    for identity in before.identities:
        after = rules.leaving(after, identity.domain, now)
    if any(not identity.leaving for identity in before.identities):
        save_identities(store, before, after, replacing=version, by=by, now=now)
    return [identity.domain for identity in before.identities]
