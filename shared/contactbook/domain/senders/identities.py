"""Sending identities: the domains that a tenant sends email from, once it has proven that they are its own (S8.2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contactbook.domain.base.values import Draft, Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.senders.domains import covers, sender_domain

MOST_DOMAINS = 20
# SES stops looking for the records of a new domain after three days.
PROOF_WITHIN = timedelta(days=3)
_SOON = timedelta(minutes=2)
_OFTEN, _OFTEN_UNTIL = timedelta(minutes=5), timedelta(hours=1)
_HOURLY = timedelta(hours=1)
_DAILY = timedelta(days=1)


class IdentityState(StrEnum):
    """Whether a domain is proven. Only a verified one is sent from."""

    PENDING = "pending"
    VERIFIED = "verified"


class DnsRecord(Value):
    """A record that the owner of a domain sets in its DNS."""

    type: Literal["CNAME"] = "CNAME"
    name: str
    value: str


class SendingIdentity(Value):
    """One domain of a tenant. It has no DNS records until SES has answered the registration.

    `verified_at` is when it was verified first. A domain that is `leaving` is deleted here and not yet at SES.
    """

    domain: str
    state: IdentityState = IdentityState.PENDING
    dns_records: tuple[DnsRecord, ...] = ()
    registered_at: Moment
    verified_at: Moment | None = None
    check_at: Moment
    leaving: Flag = False


class SendingIdentities(Value):
    """The domains of one tenant. Sending reads them together with the settings."""

    identities: tuple[SendingIdentity, ...] = ()

    def find(self, domain: str) -> SendingIdentity | None:
        """Return the identity of a domain in its comparable form, or None."""
        return next((one for one in self.identities if one.domain == domain), None)

    def may_send_as(self, address: str) -> bool:
        """True if a verified domain covers the domain of the address."""
        domain = sender_domain(address)
        return domain is not None and any(is_usable(one) and covers(one.domain, domain) for one in self.identities)

    @property
    def shown(self) -> list[SendingIdentity]:
        """The domains that the tenant has, in the order of their names."""
        return sorted((one for one in self.identities if not one.leaving), key=lambda one: one.domain)

    @property
    def check_at(self) -> datetime | None:
        """When the next domain is to be looked at, or None without a domain."""
        return min((one.check_at for one in self.identities), default=None)


class SmsSenderIds(Value):
    """The sender ids that the operator gave to the tenant for its text messages."""

    ids: tuple[str, ...] = ()


class SendingIdentityDraft(Draft):
    """The request to register a domain."""

    domain: Annotated[str, StringConstraints(min_length=1, max_length=253), Field(examples=["acme.example"])]


class SendingIdentityView(Value):
    """A domain as its tenant sees it, with the DNS records to set."""

    domain: str
    state: IdentityState
    dns_records: tuple[DnsRecord, ...]
    registered_at: Moment
    verified_at: Moment | None


class Proof(Value):
    """What SES says about a domain: whether its DNS proves it, and the records to set."""

    proven: bool
    dns_records: tuple[DnsRecord, ...]


class DomainClaim(Value):
    """The claim on a domain, which one tenant group has. `holders` are its tenants that registered the domain.

    A claim that nobody holds and that was never proven is free. A domain that was proven once stays with its group when its last holder deletes it: DNS records that were left behind would
    prove it for a stranger.
    """

    domain: str
    group_id: str
    holders: tuple[str, ...]
    proven: Flag = False

    @property
    def is_free(self) -> bool:
        """True if any group may claim the domain."""
        return not self.holders and not self.proven

    def is_foreign(self, tenant_id: str, group_id: str) -> bool:
        """True if the claim is another group's. A tenant that moved to another group keeps what it holds."""
        return not self.is_free and self.group_id != group_id and tenant_id not in self.holders


def is_usable(identity: SendingIdentity) -> bool:
    """True if emails may be sent from the domain."""
    return identity.state is IdentityState.VERIFIED and not identity.leaving


def is_abandoned(identity: SendingIdentity, now: datetime) -> bool:
    """True if the domain was never proven in all the time that SES gives."""
    return identity.verified_at is None and identity.registered_at + PROOF_WITHIN <= now


def registered(identities: SendingIdentities, domain: str, now: datetime) -> SendingIdentities:
    """Return the identities with the domain. One that is there does not leave any more, and has its time of proof again."""
    if identities.find(domain) is None:
        added = SendingIdentity(domain=domain, registered_at=now, check_at=now + _SOON)
        return with_fields(identities, identities=(*identities.identities, added))

    def again(one: SendingIdentity) -> SendingIdentity:
        registered_at = one.registered_at if one.verified_at else now
        return with_fields(one, leaving=False, registered_at=registered_at, check_at=now + _SOON)

    return _replaced(identities, domain, again)


def checked(identities: SendingIdentities, domain: str, proof: Proof, now: datetime) -> SendingIdentities:
    """Return the identities after a look at SES."""

    def look(one: SendingIdentity) -> SendingIdentity:
        state = IdentityState.VERIFIED if proof.proven else IdentityState.PENDING
        verified_at = one.verified_at or (now if proof.proven else None)
        seen = with_fields(one, state=state, dns_records=proof.dns_records, verified_at=verified_at)
        return with_fields(seen, check_at=now + _until_next_look(seen, now))

    return _replaced(identities, domain, look)


def leaving(identities: SendingIdentities, domain: str, now: datetime) -> SendingIdentities:
    """Return the identities with the domain marked: it is not sent from, and SES forgets it next."""
    return _replaced(identities, domain, lambda one: with_fields(one, leaving=True, check_at=now + _SOON))


def without(identities: SendingIdentities, domain: str) -> SendingIdentities:
    """Return the identities without the domain."""
    return with_fields(identities, identities=tuple(one for one in identities.identities if one.domain != domain))


def identity_view(identity: SendingIdentity) -> SendingIdentityView:
    """Return the identity as its tenant sees it."""
    return SendingIdentityView(**{name: getattr(identity, name) for name in SendingIdentityView.model_fields})


def _until_next_look(identity: SendingIdentity, now: datetime) -> timedelta:
    if identity.state is IdentityState.VERIFIED:
        return _DAILY
    return _OFTEN if now - identity.registered_at < _OFTEN_UNTIL else _HOURLY


def _replaced(
    identities: SendingIdentities, domain: str, change: Callable[[SendingIdentity], SendingIdentity]
) -> SendingIdentities:
    found = tuple(change(one) if one.domain == domain else one for one in identities.identities)
    return with_fields(identities, identities=found)
