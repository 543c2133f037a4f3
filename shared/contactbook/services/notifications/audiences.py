"""The audience of a run, page by page: a list, a segment, chosen contacts or everyone, as far as the run's caller may choose them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, ValidationFailed
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notifications.runs import Audience, Recipient, Run
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.segments.members import page_of_members
from contactbook.storage.tenant_store import TenantStore

PAGE = 100


@dataclass(frozen=True)
class AudiencePage:
    """Recipients, the contacts among them that were read already, and where the next page goes on."""

    recipients: tuple[Recipient, ...]
    contacts: dict[str, Contact]
    after: dict[str, str] | None


def page_of_audience(store: TenantStore, run: Run, *, after: dict[str, str] | None, now: datetime) -> AudiencePage:
    """The next hundred at most: one query, and one batch read where that does not bring the contacts along (S3.16)."""
    audience = run.audience
    if audience.segment_id is not None:
        return _of_segment(store, run, audience.segment_id, after, now)
    if audience.all:
        contacts, further = store.contacts.page_by_name(limit=PAGE, after=after)
        return _page(store, run, contacts, (), further)
    if audience.list_id is not None:
        ids, further = store.lists.page_of_members(audience.list_id, limit=PAGE, after=after)
        return _page(store, run, store.contacts.get_many(ids), (), further)
    chosen = audience.contact_ids or ()
    start = int(after["place"]) if after else 0
    ids = list(chosen[start : start + PAGE])
    # Whoever was merged since is contacted as the contact that it lives on in (S1.23).
    known = store.contacts.living(ids)
    found = list({contact.contact_id: contact for contact in known.values()}.values())
    further = {"place": str(start + PAGE)} if start + PAGE < len(chosen) else None
    # They were there when the run was asked for: whoever is gone by now is skipped with that as the reason.
    return _page(store, run, found, [contact_id for contact_id in ids if contact_id not in known], further)


def check_audience(store: TenantStore, audience: Audience, *, by: Caller) -> None:
    """Refuse a list, a segment or contacts that are not there, or that the caller may not choose. Raises ValidationFailed."""
    if audience.list_id is not None and store.lists.find(audience.list_id) is None:
        raise ValidationFailed.of("/audience/list_id", "unknown_list", "There is no such list.")
    if audience.segment_id is not None and store.segments.find(audience.segment_id) is None:
        raise ValidationFailed.of("/audience/segment_id", "unknown_segment", "There is no such segment.")
    chosen = audience.contact_ids or ()
    groups = store.settings.current().groups
    # One that was merged stands for the contact that it lives on in (S1.23).
    living = store.contacts.living(list(chosen))
    seen = {contact_id for contact_id, contact in living.items() if may(by, contact, GroupRight.SELECT, groups)}
    errors = [
        FieldError(f"/audience/contact_ids/{place}", "unknown_contact", "There is no such contact.")
        for place, contact_id in enumerate(chosen)
        if contact_id not in seen
    ]
    if errors:
        raise ValidationFailed("A contact of the audience is not there.", errors=errors)


def _of_segment(store: TenantStore, run: Run, segment_id: str, after: dict[str, str] | None, now: datetime) -> AudiencePage:
    segment = store.segments.find(segment_id)
    if segment is None:
        return AudiencePage((), {}, None)
    today = now.astimezone(ZoneInfo(store.settings.current().localization.time_zone)).date()
    page = page_of_members(store, segment, after=after, limit=PAGE, today=today)
    allowed = [member for member in page.members if _may_choose(store, run, member.contact)]
    recipients = [
        Recipient(contact_id=member.contact.contact_id, account_id=member.account.account_id if member.account else None)
        for member in allowed
    ]
    contacts = {member.contact.contact_id: member.contact for member in allowed}
    return AudiencePage(tuple(dict.fromkeys(recipients)), contacts, page.after)


def _page(
    store: TenantStore, run: Run, contacts: Sequence[Contact], gone: Sequence[str], after: dict[str, str] | None
) -> AudiencePage:
    allowed = {contact.contact_id: contact for contact in contacts if _may_choose(store, run, contact)}
    ids = dict.fromkeys([*allowed, *gone])
    return AudiencePage(tuple(Recipient(contact_id=contact_id) for contact_id in ids), allowed, after)


def _may_choose(store: TenantStore, run: Run, contact: Contact) -> bool:
    return may(run.requested_by, contact, GroupRight.SELECT, store.settings.current().groups)
