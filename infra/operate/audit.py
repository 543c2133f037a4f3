"""Checking the chained histories of a tenant's contacts (S2.127)."""

import argparse
import sys

from contactbook.domain.audit.chain import ChainVerdict
from contactbook.domain.base.callers import job
from contactbook.domain.base.paging import every
from contactbook.services.audit.chain import verify_chain
from contactbook.storage.tenant_store import TenantStore
from infra.operate.tenants import JOB, store_of

_PAGE = 100
_TOLD_EVERY = 1_000


def verify(wanted: argparse.Namespace) -> int:
    """Check the history of a contact, or of every contact that the tenant has. Return 1 if one is broken. Raises ContactbookError."""
    store = store_of(wanted.tenant)
    contacts = entries = broken = 0
    everybody = every(lambda after: store.contacts.page_by_name(limit=_PAGE, after=after))
    for contact_id in [wanted.contact] if wanted.contact else (contact.contact_id for contact in everybody):
        verdict = _verdict(store, contact_id)
        contacts, entries, broken = contacts + 1, entries + verdict.checked, broken + (not verdict.whole)
        if verdict.first_broken is not None:
            print(f"{contact_id}: BROKEN at {verdict.first_broken.model_dump_json()}")
        if contacts % _TOLD_EVERY == 0:
            print(f"{contacts} contacts, {broken} broken", file=sys.stderr)
    print(f"{contacts} histories with {entries} entries were checked; {broken} are broken.")
    return 1 if broken else 0


def _verdict(store: TenantStore, contact_id: str) -> ChainVerdict:
    """Return what the last piece of the chain says. Raises NotFound, Merged."""
    by, after = job(JOB), None
    while True:
        verdict, after = verify_chain(store, contact_id, by=by, after=after)
        if after is None:
            return verdict
