"""Letting a contact of the top account follow the persons that it stands for, or go with the last of them (S4.27)."""

from collections.abc import Collection, Sequence

from contactbook.domain.base.errors import ContactbookError, DuplicateContact, ValidationFailed
from contactbook.domain.contacts.record import Contact, Origin
from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import ConnectedContacts, MemberFacts, SharedPerson
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.sources import sources_of
from contactbook.services.sync.taken_back import gone_because, leave_out, take_back
from contactbook.services.sync.top_contacts import Followed, Update


def update_top_contact(
    context: RunContext,
    contact_id: str,
    known: ConnectedContacts,
    facts: MemberFacts | None,
    persons: Sequence[SharedPerson],
    copy: SyncedCopy | None,
    tenants: Collection[str] = (),
) -> Followed:
    """Let a contact of the top account follow the persons that it stands for. A copy whose last source is gone goes too.

    `tenants` are accounts of contacts that had an address of it, and are gone or have it no more. What a rule of the top account refuses is noted, and the
    copy only loses what its sources have no more. Raises as `take_back`.
    """
    now_is, refused = _updated(context, contact_id, known, facts, persons, copy, tenants)
    if refused:
        # Here and not in the attempts: one that is repeated counts once.
        context.refuse(Member(context.group.group_id, contact_id), refused.code)
    return now_is


@retried_when_raced
def _updated(
    context: RunContext,
    contact_id: str,
    known: ConnectedContacts,
    facts: MemberFacts | None,
    persons: Sequence[SharedPerson],
    copy: SyncedCopy | None,
    tenants: Collection[str],
) -> tuple[Followed, ContactbookError | None]:
    top = open_store(context.group.group_id)
    contact = top.contacts.find(contact_id)
    if not isinstance(contact, Contact) or contact.erasure is not None:
        if copy and (gone := gone_because(contact)):
            leave_out(context, copy, gone)
        return Followed(copy, facts, is_there=False), None
    made = copy.made if copy else contact.origin is Origin.TENANT_SYNC
    sources = sources_of(context, contact, copy, persons, known, made=made)
    if copy and made and (copy.left_out or not sources.values):
        take_back(context, top, contact, copy, facts, erased=sources.erased)
        return Followed(copy, facts, is_there=False), None
    update = Update(context, top, contact, facts, copy, sources, tenants)
    try:
        return update.follow(adds=True), None
    except (ValidationFailed, DuplicateContact) as error:
        return update.follow(adds=False), error
