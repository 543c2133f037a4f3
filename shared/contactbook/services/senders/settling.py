"""Carries out at SES what a tenant wants with its domains, and saves what SES says about them (S8.2).

SES is called outside of every transaction, so each domain says what is still to be done: it waits for records, it leaves, or its time
for the next look has come. A request carries it out at once. The sweeper does it again where the request or SES failed, and looks
at every domain from time to time, because SES publishes no event when a domain is proven or its records are gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.versions import with_fields
from contactbook.domain.senders import identities as rules
from contactbook.domain.senders.domains import domains_above
from contactbook.domain.senders.identities import DomainClaim, Proof, SendingIdentities, SendingIdentity
from contactbook.gateways import sending_identities as ses
from contactbook.observability import logger
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, entry_of
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.senders import domain_claims
from contactbook.storage.senders.identities import SECTION
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class Settled:
    """A domain as it stands afterwards; None if it is gone, because it left or was refused."""

    identity: SendingIdentity | None = None
    is_refused: bool = False
    is_taken: bool = False


def settle_due(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> None:
    """Carry out what is due with the tenant's domains. Idempotent."""
    identities, _ = store.sending_identities.read()
    for identity in identities.identities:
        if identity.check_at <= now and has_time():
            settle(store, identity.domain, by=job("sweeper"), now=now)


def settle(store: TenantStore, domain: str, *, by: Caller, now: datetime) -> Settled:
    """Bring SES in line with what the tenant wants with a domain, and save what SES says. Idempotent.

    If SES does not answer, the domain stays as it is and the sweeper tries again.
    """
    identity = store.sending_identities.read()[0].find(domain)
    if identity is None:
        return Settled()
    claim, _ = domain_claims.find_claim(domain)
    try:
        proof = None if identity.leaving else _proof(store, identity, claim)
        if proof is None or (rules.is_abandoned(identity, now) and not proof.proven):
            is_last = claim is not None and set(claim.holders) <= {store.tenant_id}
            group_id = claim.group_id if claim and is_last else None
            ses.remove_identity(domain, tenant_id=store.tenant_id, group_id=group_id)
            _forget(store, domain, by=by, now=now)
            return Settled()
    except ses.IdentitiesUnavailable as error:
        logger.warning("SES did not answer about a domain", tenant_id=store.tenant_id, domain=domain, error=str(error))
        return Settled(identity)
    except (ses.DomainRefused, ses.IdentityOfAnother) as error:
        logger.warning("SES has no place for a domain", tenant_id=store.tenant_id, domain=domain, error=type(error).__name__)
        _forget(store, domain, by=by, now=now)
        return Settled(is_refused=isinstance(error, ses.DomainRefused), is_taken=isinstance(error, ses.IdentityOfAnother))
    return Settled(_save_proof(store, domain, proof, by=by, now=now))


def save_identities(
    store: TenantStore,
    before: SendingIdentities,
    after: SendingIdentities,
    *,
    replacing: int,
    writes: Sequence[Write] = (),
    by: Caller,
    now: datetime,
) -> None:
    """Save the tenant's domains with an audit entry, if more than the time of the next look changed. Raises ConcurrentUpdate."""
    # Made in any case, so that a repeated request makes the same ids again.
    entry = entry_of(store, TenantChange("settings.changed", SECTION, before, after), by=by, now=now)
    trail = [entry] if _without_times(after) != _without_times(before) else []
    table.transact([store.sending_identities.put_of(after, replacing=replacing), *trail, *writes])
    store.settings.forget()


def _proof(store: TenantStore, identity: SendingIdentity, claim: DomainClaim | None) -> Proof:
    """Return what SES says about a domain, after making there what is missing."""
    group_id = claim.group_id if claim else store.tenant_id
    proof = ses.look_at_identity(identity.domain) if identity.dns_records else None
    proof = proof or ses.ensure_identity(identity.domain, tenant_id=store.tenant_id, group_id=group_id)
    if proof.proven and not (claim and claim.proven) and is_in_another_group(store, identity.domain, group_id):
        # Both groups have proven their domain, and the other one was first.
        return with_fields(proof, proven=False)
    return proof


def is_in_another_group(store: TenantStore, domain: str, group_id: str) -> bool:
    """True if another group has proven a domain above or below this one. SES lets a verified domain send from all below it."""
    above = domain_claims.claims_on(domains_above(domain))
    if any(one.proven and one.is_foreign(store.tenant_id, group_id) for one in above):
        return True
    return domain_claims.is_foreign_below(domain, store.tenant_id, group_id)


@retried_when_raced
def _save_proof(store: TenantStore, domain: str, proof: Proof, *, by: Caller, now: datetime) -> SendingIdentity | None:
    """Save what SES says. Return the domain, or None if it left meanwhile."""
    identities, version = store.sending_identities.read()
    found = identities.find(domain)
    if found is None or found.leaving:
        return None
    after = rules.checked(identities, domain, proof, now)
    claim, claim_version = domain_claims.find_claim(domain)
    writes = []
    if claim and proof.proven and not claim.proven:
        writes = [domain_claims.put_claim_of(with_fields(claim, proven=True), replacing=claim_version)]
    save_identities(store, identities, after, replacing=version, writes=writes, by=by, now=now)
    return after.find(domain)


@retried_when_raced
def _forget(store: TenantStore, domain: str, *, by: Caller, now: datetime) -> None:
    """Remove the domain from the tenant, and the tenant from the holders of the claim."""
    identities, version = store.sending_identities.read()
    if identities.find(domain) is None:
        return
    claim, claim_version = domain_claims.find_claim(domain)
    writes = []
    if claim and store.tenant_id in claim.holders:
        left = with_fields(claim, holders=tuple(one for one in claim.holders if one != store.tenant_id))
        writes = [domain_claims.put_claim_of(left, replacing=claim_version)]
    after = rules.without(identities, domain)
    save_identities(store, identities, after, replacing=version, writes=writes, by=by, now=now)


def _without_times(identities: SendingIdentities) -> list[SendingIdentity]:
    return [with_fields(one, check_at=one.registered_at) for one in identities.identities]
