"""Reads the audience of a run page by page: the contacts of a list, a segment, a choice or all that its caller may view.

The counts of a run tell what a contact holds, such as an address that is suppressed. So to select a contact is not enough (S8.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.runs.audiences import Audience
from contactbook.domain.runs.runs import Run, recipients_of
from contactbook.domain.runs.slices import Recipient
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.hidden import hidden_among
from contactbook.services.segments.members import page_of_members
from contactbook.storage.tenant_store import TenantStore

PAGE = 100


@dataclass(frozen=True)
class AudiencePage:
    """Recipients, and where the next page begins."""

    recipients: tuple[Recipient, ...]
    after: After | None


def page_of_audience(store: TenantStore, run: Run, *, after: After | None, now: datetime) -> AudiencePage:
    """Return at most the next hundred. One query, and one batch read if the query returns no contacts (S3.16)."""
    audience = run.audience
    if audience.segment_id is not None:
        return _of_segment(store, run, audience.segment_id, after, now)
    if audience.all:
        contacts, further = store.contacts.page_by_name(limit=PAGE, after=after)
        return _page(store, run, contacts, (), further)
    if audience.list_id is not None:
        ids, further = store.lists.page_of_members(audience.list_id, limit=PAGE, after=after)
        return _page(store, run, store.contacts.get_many(ids), (), further)
    return _chosen(store, run, after)


def _chosen(store: TenantStore, run: Run, after: After | None) -> AudiencePage:
    chosen = run.audience.contact_ids or ()
    start = int(after["place"]) if after else 0
    ids = list(chosen[start : start + PAGE])
    # A contact that was merged meanwhile is replaced by the surviving contact (S1.23).
    known = store.contacts.survivors(ids)
    found = list({contact.contact_id: contact for contact in known.values()}.values())
    further = {"place": str(start + PAGE)} if start + PAGE < len(chosen) else None
    # They existed when the run was started, so a contact that was deleted meanwhile is skipped with that reason.
    return _page(store, run, found, [contact_id for contact_id in ids if contact_id not in known], further)


def require_audience(store: TenantStore, audience: Audience, *, by: Caller) -> None:
    """Refuse a list, segment or contact that does not exist or that the caller may not view. Raises ValidationFailed."""
    if audience.list_id is not None and store.lists.find(audience.list_id) is None:
        raise ValidationFailed.of("/audience/list_id", "unknown_list", "There is no such list.")
    if audience.segment_id is not None and store.segments.find(audience.segment_id) is None:
        raise ValidationFailed.of("/audience/segment_id", "unknown_segment", "There is no such segment.")
    chosen = audience.contact_ids or ()
    groups = store.settings.current().groups
    # A merged contact stands for the surviving contact (S1.23).
    survivors = store.contacts.survivors(list(chosen))
    allowed = {contact_id for contact_id, contact in survivors.items() if may(by, contact, GroupRight.VIEW, groups)}
    errors = [
        FieldError(f"/audience/contact_ids/{place}", "unknown_contact", "There is no such contact.")
        for place, contact_id in enumerate(chosen)
        if contact_id not in allowed
    ]
    if errors:
        raise ValidationFailed("At least one contact of the audience does not exist; see `errors`.", errors=errors)


def audiences_seen_by(store: TenantStore, by: Caller, asked: Sequence[tuple[Caller, Audience]]) -> list[Audience]:
    """Return the audiences of what others asked for, without the chosen contacts that the caller may not view (S8.3).

    At most one batch read for all of them, and none for a caller who sees everybody.
    """
    others = {one for asker, audience in asked if asker.actor != by.actor for one in audience.contact_ids or ()}
    hidden = hidden_among(store, others, by=by, right=GroupRight.VIEW)

    def seen(audience: Audience) -> Audience:
        chosen = audience.contact_ids
        return (
            with_fields(audience, contact_ids=tuple(one for one in chosen if one not in hidden) or None) if chosen else audience
        )

    return [seen(audience) if asker.actor != by.actor else audience for asker, audience in asked]


def _of_segment(store: TenantStore, run: Run, segment_id: str, after: After | None, now: datetime) -> AudiencePage:
    segment = store.segments.find(segment_id)
    if segment is None:
        return AudiencePage((), None)
    today = now.astimezone(ZoneInfo(store.settings.current().localization.time_zone)).date()
    page = page_of_members(store, segment, by=run.requested_by, after=after, limit=PAGE, today=today)
    by_contact: dict[str, list[Account]] = {}
    for member in page.members:
        accounts = by_contact.setdefault(member.contact.contact_id, [])
        accounts += [member.account] if member.account else []
    recipients = [one for contact_id, accounts in by_contact.items() for one in recipients_of(run, contact_id, accounts)]
    return AudiencePage(tuple(recipients), page.after)


def _page(store: TenantStore, run: Run, contacts: Sequence[Contact], missing: Sequence[str], after: After | None) -> AudiencePage:
    allowed = [contact.contact_id for contact in contacts if _may_view(store, run, contact)]
    ids = dict.fromkeys([*allowed, *missing])
    return AudiencePage(tuple(Recipient(contact_id=contact_id) for contact_id in ids), after)


def _may_view(store: TenantStore, run: Run, contact: Contact) -> bool:
    return may(run.requested_by, contact, GroupRight.VIEW, store.settings.current().groups)
