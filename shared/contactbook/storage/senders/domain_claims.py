"""The claims on domains of email senders: each domain is one tenant group's. They belong to no tenant's partition."""

from collections.abc import Sequence

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After, every
from contactbook.domain.senders.identities import DomainClaim
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put, Row, at_version
from contactbook.storage.base.shared_keys import sending_domain

_PAGE = 100


def find_claim(domain: str) -> tuple[DomainClaim | None, int]:
    """Return the claim on a domain with its version; None and 0 if nobody has it."""
    row = table.get(sending_domain(domain))
    return (row.read(DomainClaim), row.version) if row else (None, 0)


def claims_on(domains: Sequence[str]) -> list[DomainClaim]:
    """Return the claims on these domains. One batch read."""
    return [row.read(DomainClaim) for row in table.get_many([sending_domain(domain) for domain in domains])]


def is_foreign_below(domain: str, tenant_id: str, group_id: str) -> bool:
    """True if another group has proven a domain below this one."""
    key = sending_domain(domain)
    below = every(lambda after: _page(key.pk, f"{key.sk}.", after))
    return any(claim.proven and claim.is_foreign(tenant_id, group_id) for claim in below)


def put_claim_of(claim: DomainClaim, *, replacing: int) -> Put:
    """Return the write that saves the claim. It raises RuleBroken `domain_taken` if somebody claimed the domain meanwhile."""
    row = Row(sending_domain(claim.domain), "sending_domain", claim.model_dump_json(), version=replacing + 1)
    return Put(row, at_version(replacing), None if replacing else lambda _: taken())


def taken() -> RuleBroken:
    """Return the error for a domain that another tenant group has."""
    message = "Another tenant has this domain. If it is yours, ask the operator of this installation to free it."
    return RuleBroken.of("/domain", "domain_taken", message)


def _page(pk: str, prefix: str, after: After | None) -> tuple[list[DomainClaim], After | None]:
    page = table.query(pk, prefix, limit=_PAGE, after=after)
    return [row.read(DomainClaim) for row in page.rows], page.after
