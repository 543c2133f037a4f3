"""Registering, reading and deleting the domains that a tenant sends email from (S8.2).

What the tenant wants is saved first, and then carried out at SES (`settling.py`). If SES fails in between, the sweeper carries it out.
"""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.senders import identities as rules
from contactbook.domain.senders.domains import comparable_domain, covers, is_public_suffix, sender_domain
from contactbook.domain.senders.identities import (
    MOST_DOMAINS,
    DomainClaim,
    SendingIdentities,
    SendingIdentity,
    SendingIdentityDraft,
    SendingIdentityView,
    identity_view,
)
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.senders.settling import is_in_another_group, save_identities, settle
from contactbook.storage.senders import domain_claims
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants.registry import find_tenant


def register_domain(store: TenantStore, draft: SendingIdentityDraft, *, by: Caller, now: datetime) -> SendingIdentityView:
    """Register a domain, and return the DNS records that prove it. Registering again looks at SES again.

    While SES does not answer, the domain has no records yet; they follow within minutes.
    Raises ValidationFailed `invalid_domain`, RuleBroken `domain_taken` and `too_many_domains`.
    """
    domain = comparable_domain(draft.domain)
    if domain is None or is_public_suffix(domain):
        raise _invalid()
    _claim(store, domain, by=by, now=now)
    outcome = settle(store, domain, by=by, now=now)
    if outcome.is_refused:
        raise _invalid()
    if outcome.is_taken:
        raise domain_claims.taken()
    return identity_view(outcome.identity) if outcome.identity else read_domain(store, domain)


def list_domains(store: TenantStore) -> list[SendingIdentityView]:
    """Return the domains of the tenant in the order of their names. One request."""
    return [identity_view(identity) for identity in store.sending_identities.read()[0].shown]


def read_domain(store: TenantStore, domain: str) -> SendingIdentityView:
    """Return one domain with its state. Raises NotFound."""
    return identity_view(_find(store.sending_identities.read()[0], domain))


def delete_domain(store: TenantStore, domain: str, *, by: Caller, now: datetime) -> None:
    """Delete a domain. Nothing is sent from it any more; SES forgets it next.

    Raises RuleBroken `domain_in_use` while the settings name a sender that only this domain allows, NotFound.
    """
    found = _mark_leaving(store, domain, by=by, now=now)
    settle(store, found.domain, by=by, now=now)


@retried_when_raced
def _claim(store: TenantStore, domain: str, *, by: Caller, now: datetime) -> None:
    identities, version = store.sending_identities.read()
    after = rules.registered(identities, domain, now)
    if len(after.identities) > MOST_DOMAINS:
        raise RuleBroken(
            f"A tenant may have {MOST_DOMAINS} domains, and this one has as many. Delete one first.", code="too_many_domains"
        )
    tenant = find_tenant(store.tenant_id)
    group_id = tenant.group_id if tenant else store.tenant_id
    claim, claim_version = domain_claims.find_claim(domain)
    _require_free(store, domain, group_id, claim)
    held = claim if claim and not claim.is_free else DomainClaim(domain=domain, group_id=group_id, holders=())
    held = with_fields(held, holders=tuple(sorted({*held.holders, store.tenant_id})))
    writes = [domain_claims.put_claim_of(held, replacing=claim_version)]
    save_identities(store, identities, after, replacing=version, writes=writes, by=by, now=now)


def _require_free(store: TenantStore, domain: str, group_id: str, claim: DomainClaim | None) -> None:
    """Refuse a domain of another group, and one above or below a domain that another group has proven."""
    is_foreign = claim is not None and claim.is_foreign(store.tenant_id, group_id)
    if is_foreign or is_in_another_group(store, domain, group_id):
        raise domain_claims.taken()


@retried_when_raced
def _mark_leaving(store: TenantStore, domain: str, *, by: Caller, now: datetime) -> SendingIdentity:
    identities, version = store.sending_identities.read()
    found = _find(identities, domain)
    settings = store.settings.fresh()
    address = settings.senders.email.from_address
    sends_from = sender_domain(address) if address else None
    after = rules.leaving(identities, found.domain, now)
    if address and sends_from and covers(found.domain, sends_from) and not after.may_send_as(address):
        message = "The sender of emails uses this domain. Change it with PUT /v1/settings/senders first."
        raise RuleBroken(message, code="domain_in_use")
    save_identities(store, identities, after, replacing=version, by=by, now=now)
    return found


def _find(identities: SendingIdentities, domain: str) -> SendingIdentity:
    found = identities.find(comparable_domain(domain) or "")
    if found is None or found.leaving:
        raise NotFound("The tenant has no such domain.")
    return found


def _invalid() -> ValidationFailed:
    message = "This is no domain that email can be sent from. Name one such as acme.example."
    return ValidationFailed(message, code="invalid_domain", errors=[FieldError("/domain", "invalid_domain", message)])
