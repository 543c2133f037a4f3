"""Whom a run of a job did not change, for those who may view the contacts."""

from collections.abc import Callable

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import GroupRight
from contactbook.storage.base import refused_contacts
from contactbook.storage.tenant_store import TenantStore


def page_of_refused(
    store: TenantStore,
    run_id: str,
    *,
    by: Caller,
    limit: int,
    after: After | None,
    is_still: Callable[[Contact], bool] = lambda _: True,
) -> tuple[list[RefusedContact], After | None]:
    """Return a page of the contacts that the run did not change: a query and a batch read. It may hold fewer than `limit`.

    Left out is who is gone or erased, whom the caller may not view, and of whom it is not true any more (`is_still`).
    """
    found, further = refused_contacts.page_of_refused(store.keys, run_id, limit=limit, after=after)
    groups = store.settings.current().groups
    shown = {
        contact.contact_id
        for contact in store.contacts.listed([one.contact_id for one in found])
        if contact.erasure is None and may(by, contact, GroupRight.VIEW, groups) and is_still(contact)
    }
    return [one for one in found if one.contact_id in shown], further
