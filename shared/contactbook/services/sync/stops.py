"""What stops a person in its child accounts, for its contact in the top account (S5.3, S5.4).

Stops travel up, yeses do not. What is refused at an address is on the child account's contact already, because the stream marks it. Only
where a contact is gone, and when a copy is made, the refusals themselves are looked up. The always-lists of a child account are looked up
where it has any. An entry of such a list is a decision of that account about its messages: for the top account it stops marketing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import Standing, combine, standing_of, stops_of
from contactbook.domain.contacts.record import Contact, ContactConsent, Preference
from contactbook.domain.decisions.suppressions import (
    Target,
    address_targets,
    contact_target,
)
from contactbook.domain.permissions.standing import answered_at, own_no
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, RefusedAddress, Through
from contactbook.domain.refusals.refusals import RefusalEvent, marks_of
from contactbook.domain.sync.matching import Member
from contactbook.services.base.stores import open_store
from contactbook.services.refusals.recording import Recorded, recorded_at
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.sources import Source
from contactbook.storage.refusals.refusals import standing_in
from contactbook.storage.tenant_store import TenantStore

P = TypeVar("P", Preference, ContactConsent)
# An erasure in one account is no no to another: the copy goes with its last source.
_STAYS_IN_ITS_ACCOUNT = frozenset({Through.ANONYMIZATION})


def refused_in_children(
    context: RunContext,
    top: TenantStore,
    contact: Contact,
    found: Sequence[Source],
    *,
    gone: Collection[Member],
    tenants: Collection[str],
) -> Recorded:
    """Return what saves the stops of the child accounts at the addresses of the top account's contact. Nothing new costs no read of it.

    `found` are the contacts whose marks count. `gone` are contacts that are there no more. `tenants` are the accounts whose refusals
    are looked up.
    """
    names = top.refusals.names_of(contact.reached_at())
    stops = [
        *((member.tenant_id, mark) for member, one in found for mark in one.refusals if mark.address in names),
        *_looked_up(names, found, tenants),
        *_listed(context, names, found, gone),
    ]
    events: dict[str, list[RefusalEvent]] = defaultdict(list)
    for tenant_id, mark in dict.fromkeys(stops):
        if mark.through not in _STAYS_IN_ITS_ACCOUNT and not _has(contact, mark):
            events[names[mark.address]].append(_event(contact, tenant_id, mark))
    return recorded_at(top, events, contact) if events else Recorded()


def _has(contact: Contact, mark: RefusedAddress) -> bool:
    """True if the contact has the mark already, or a later one of the same kind."""
    return any(
        (own.address, own.through, own.with_evidence) == (mark.address, mark.through, mark.with_evidence)
        and set(own.scopes) >= set(mark.scopes)
        and own.said_at >= mark.said_at
        for own in contact.refusals
    )


def _event(contact: Contact, tenant_id: str, mark: RefusedAddress) -> RefusalEvent:
    # What users of a child account recorded is carried by no contact of the top account, so it names none.
    return RefusalEvent(
        event_id=f"sync.{tenant_id}.{mark.through}.{mark.said_at:%Y%m%dT%H%M%S.%f}.{'.'.join(mark.scopes)}",
        through=mark.through,
        scopes=mark.scopes,
        at=mark.said_at,
        contact_id=None if mark.is_of_users else contact.contact_id,
        with_evidence=mark.with_evidence,
    )


def _looked_up(
    names: Mapping[str, str], found: Sequence[Source], tenants: Collection[str]
) -> Iterator[tuple[str, RefusedAddress]]:
    if not names or not tenants:
        return
    repositories = {tenant_id: open_store(tenant_id).refusals for tenant_id in sorted(tenants)}
    said_by = {one for _, contact in found for one in contact.own_ids()}
    for tenant_id, refusal in standing_in(repositories, names):
        for mark in marks_of([refusal], said_by):
            yield tenant_id, mark


def _listed(
    context: RunContext, names: Mapping[str, str], found: Sequence[Source], gone: Collection[Member]
) -> Iterator[tuple[str, RefusedAddress]]:
    for tenant_id in sorted({member.tenant_id for member in (*(member for member, _ in found), *gone)}):
        applied = context.always_lists(tenant_id)
        if not applied.lists:
            continue
        targets = _targets(names, found, gone, tenant_id)
        wanted = applied.entries_for(targets)
        for target, entry in open_store(tenant_id).suppression_entries.entries_of(wanted):
            for name in targets[target]:
                scopes = (AFFILIATE_MARKETING, DIRECT_MARKETING)
                yield tenant_id, RefusedAddress(address=name, through=Through.SYNC, scopes=scopes, said_at=entry.added_at)


def _targets(
    names: Mapping[str, str], found: Iterable[Source], gone: Iterable[Member], tenant_id: str
) -> dict[Target, list[str]]:
    """Return what an entry of this account may name, each with the addresses (keyed hashes) that it stops."""
    targets: dict[Target, list[str]] = defaultdict(list)
    for member, contact in found:
        if member.tenant_id == tenant_id:
            own = [name for name, address in names.items() if address in contact.reached_at()]
            for contact_id in contact.own_ids():
                targets[contact_target(contact_id)] += own
    for member in gone:
        if member.tenant_id == tenant_id:
            targets[contact_target(member.contact_id)] += names
    for name, address in names.items():
        for target in address_targets(address):
            targets[target].append(name)
    return targets


def combined(top: TenantStore, contact: Contact, found: Iterable[Source]) -> Standing:
    """Return what the contact permits once the stops of these contacts have reached it.

    What the person said to the top account after a stop stays. A consent form is a document of its own account: no other can show it.
    """
    own = standing_of(contact)
    others = [_unanswered(own, stops_of(standing_of(other))) for _, other in found]
    apart = [with_fields(other, consent=with_fields(other.consent, form_attachment_id=None)) for other in others]
    return combine([own, *apart], settings=top.settings.current().consent)


def _unanswered(own: Standing, other: Standing) -> Standing:
    mine, said = own.preferences, other.preferences
    flags = {name: _stop(getattr(mine, name), getattr(said, name)) for name in ("direct_marketing", "affiliate_marketing")}
    channels = {channel: one for channel, one in said.channels.items() if _stop(mine.of_channel(channel), one) == one}
    return with_fields(
        other, consent=_stop(own.consent, other.consent), preferences=with_fields(said, **flags, channels=channels)
    )


def _stop(own: P, other: P) -> P:
    """Return the stop; nothing if the person has answered it with a younger yes to the top account."""
    yes = answered_at(own)
    return type(other)() if yes is not None and yes > (_said_at(other) or yes) else other


def _said_at(stop: Preference | ContactConsent) -> datetime | None:
    return own_no(stop) or (stop.changed_at if isinstance(stop, Preference) else stop.updated_at)
