"""A yes through a link that was mailed to an address which came after the person's no (S5.3).

Whoever entered the address may read what is mailed there. So such a yes counts as that of who entered it, not as the person's.
"""

from collections.abc import Iterable
from dataclasses import replace

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.versions import with_fields
from contactbook.domain.permissions.standing import is_own
from contactbook.domain.refusals.marks import Scope
from contactbook.services.links.visits import Visit
from contactbook.services.refusals.answering import standing_nos
from contactbook.services.refusals.former_addresses import first_named

_UNKNOWN = "unknown"


def as_it_speaks(visit: Visit, yeses: Iterable[Scope]) -> Visit:
    """Return the visit as that of a link which its user was handed, if it says yes over an older no through a newer address.

    A no that was said through the very address is answered there. The history is read only for an address that may be newer: one query for
    each hundred audit entries. What the history does not tell does not count as the person's.
    """
    contact, sent_to = visit.contact, visit.link.sent_to
    if sent_to is None or visit.link.handed_to is not None:
        return visit
    name = visit.store.refusals.name_of(sent_to)
    elsewhere = [mark for mark in contact.refusals if mark.address != name]
    nos = [no for scope in yeses for no in standing_nos(contact, scope, elsewhere)]
    since = contact.gained.get(name)
    is_of_contact = comparable_address(sent_to) in contact.reached_at()
    if not nos or (is_of_contact and (since is None or since <= max(nos))):
        return visit
    first = first_named(visit.store, contact, sent_to)
    if first is not None and (first.at <= max(nos) or is_own(first.actor)):
        return visit
    return replace(visit, link=with_fields(visit.link, handed_to=first.actor.id if first else _UNKNOWN))
