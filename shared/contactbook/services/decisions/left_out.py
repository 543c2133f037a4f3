"""Whom tags, segments and lists with criteria leave out. It is asked about the contact as it was loaded for the message (S4.30)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.suppression_lists import SuppressionList
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.segments.criteria import (
    All,
    Criteria,
    asks_accounts,
    asks_opportunities,
    conjuncts,
    matches,
    of_contact_alone,
)
from contactbook.domain.segments.segments import SegmentOf
from contactbook.services.segments.segments import checked_criteria, criteria_of
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class LeftOut:
    """Criteria of contacts that get no message. With `of` account, one account of the contact must meet all of them by itself."""

    criteria: Criteria
    of: SegmentOf = SegmentOf.CONTACT


def named_by(store: TenantStore, exclude: Exclude) -> tuple[list[LeftOut], list[str]]:
    """Return the criteria of the tags and segments that are named, and the segments that are gone or cannot be asked any more.

    One batch read if there are segments.
    """
    found = [LeftOut(checked_criteria(store, criteria)) for criteria in exclude.tag_criteria]
    stored = store.segments.get_many(list(exclude.segment_ids)) if exclude.segment_ids else []
    unknown = set(exclude.segment_ids) - {segment.segment_id for segment in stored}
    for segment in stored:
        try:
            found.append(LeftOut(criteria_of(store, segment), segment.of))
        except RuleBroken:
            unknown.add(segment.segment_id)
    return found, sorted(unknown)


def held_by(store: TenantStore, lists: Iterable[SuppressionList]) -> tuple[list[LeftOut], list[str]]:
    """Return the criteria of the lists that have some, and the lists whose criteria cannot be asked any more."""
    found: list[LeftOut] = []
    unknown: list[str] = []
    for one in lists:
        if one.criteria is None:
            continue
        try:
            found.append(LeftOut(checked_criteria(store, one.criteria)))
        except ValidationFailed:
            unknown.append(one.suppression_list_id)
    return found, unknown


def is_left_out(
    store: TenantStore, left_out: Sequence[LeftOut], contact: Contact, accounts: Sequence[Account], today: date
) -> bool:
    """True if any of the criteria hold for the contact.

    Nothing is read but the accounts and opportunities of a contact that has some, where criteria ask about them and what they ask of the
    contact holds.
    """
    opportunities: list[Opportunity] | None = None
    for one in left_out:
        needs_accounts = one.of is SegmentOf.ACCOUNT or asks_accounts(one.criteria)
        if not needs_accounts and of_contact_alone(one.criteria):
            if matches(one.criteria, contact, (), today):
                return True
            continue
        of_contact = All(tuple(part for part in conjuncts(one.criteria) if of_contact_alone(part)))
        if not matches(of_contact, contact, (), today):
            continue
        if opportunities is None and asks_opportunities(one.criteria):
            opportunities = store.opportunities.all_of(contact.contact_id) if contact.had_opportunity else []
        if needs_accounts and not accounts and contact.had_account:
            accounts = store.accounts.all_of(contact.contact_id)
        each = [[account] for account in accounts] if one.of is SegmentOf.ACCOUNT else [accounts]
        if any(matches(one.criteria, contact, some, today, opportunities or ()) for some in each):
            return True
    return False
