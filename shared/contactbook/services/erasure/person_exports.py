"""The export of everything that is held about one person (S2.126): as JSON, as a page, or as PDF."""

from collections.abc import Iterator
from datetime import datetime

from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.looks import LookAction
from contactbook.domain.audit.named_contacts import contacts_named_in, without_contacts
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.attachments import Attachment, AttachmentState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.person_export import (
    ExportedAttachment,
    ExportedChange,
    ExportedLook,
    ListName,
    PersonExport,
    html_of,
    sections_of,
)
from contactbook.gateways import person_pdf
from contactbook.services.audit.reports import every_look
from contactbook.services.changes.access import visible_contact
from contactbook.services.changes.hidden import hidden_among
from contactbook.services.profiles.contact_profiles import profile_of
from contactbook.storage.erasure.person_exports import PersonRecords
from contactbook.storage.tenant_store import TenantStore

# A function can answer 6 MB, and Base64 makes a PDF a third larger.
LARGEST_ANSWER = 4_000_000


def export_person(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> PersonExport:
    """Return everything that is held about the contact. Raises NotFound, Merged."""
    return export_contact(store, visible_contact(store, contact_id, by=by), by=by, now=now)


def as_html(export: PersonExport) -> str:
    """Return the export as a page. Raises RuleBroken `export_too_large`."""
    page = html_of(export)
    _require_answerable(page.encode())
    return page


def as_pdf(export: PersonExport) -> bytes:
    """Return the export as a PDF. Raises RuleBroken `export_too_large`."""
    content = pdf_of(export)
    _require_answerable(content)
    return content


def answerable(export: PersonExport) -> PersonExport:
    """Return the export if it fits into an answer. Raises RuleBroken `export_too_large`."""
    _require_answerable(export.model_dump_json().encode())
    return export


def pdf_of(export: PersonExport) -> bytes:
    """Return the export as a PDF of any size."""
    subtitle = f"Held by {export.held_by}, as of {export.exported_at.isoformat(timespec='seconds')}."
    return person_pdf.pdf_of(export.contact.display_name, subtitle, sections_of(export))


def export_contact(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> PersonExport:
    """Return everything that is held about a contact that the caller may see."""
    records = store.person_exports.records_of((contact.contact_id, *contact.absorbed))
    accounts = records.accounts
    hidden = _hidden_others(store, contact, records, by)
    export = PersonExport(
        contact_id=contact.contact_id,
        held_by=store.settings.current().branding.name or store.tenant_id,
        exported_at=now,
        contact=with_fields(profile_of(store, contact, now=now), addresses=contact.addresses),
        lists=tuple(ListName(list_id=one.list_id, name=one.name) for one in store.lists.get_many(list(contact.list_ids))),
        accounts=accounts,
        transactions=tuple(one for account in accounts for one in _transactions(store, account.account_id)),
        opportunities=records.opportunities,
        notes=records.notes,
        conversions=records.conversions,
        engagements=records.engagements,
        relations=tuple(
            with_fields(one, related_contact_id="") if one.related_contact_id in hidden else one for one in records.relations
        ),
        attachments=tuple(_exported(one) for one in records.attachments),
        communications=records.communications,
        consent_events=records.consent_events,
        consent_evidence=records.consent_evidence,
        history=tuple(_history(records, hidden)),
        looks=tuple(_looks(store, contact.contact_id, by, now)),
    )
    return without_unknown(export)


def _require_answerable(content: bytes) -> None:
    if len(content) > LARGEST_ANSWER:
        raise RuleBroken("The export is too large for an answer. Ask for format=zip.", code="export_too_large")


def _hidden_others(store: TenantStore, contact: Contact, records: PersonRecords, by: Caller) -> set[str]:
    """Return the other contacts in the records that the caller may not see: their ids are left out (S8.3)."""
    related = {one.related_contact_id for one in records.relations}
    named = contacts_named_in(values for _, values in records.history)
    return hidden_among(store, (related | named) - {contact.contact_id, *contact.absorbed}, by=by)


def _history(records: PersonRecords, hidden: set[str]) -> Iterator[ExportedChange]:
    for entry, kept in records.history:
        values = without_contacts(kept, hidden)
        yield ExportedChange(
            entry_id=entry.entry_id,
            at=entry.at,
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            changes=values.changes if values else (),
        )


def _looks(store: TenantStore, contact_id: str, by: Caller, now: datetime) -> Iterator[ExportedLook]:
    for look in every_look(store, contact_id, by=by, now=now):
        yield ExportedLook(at=look.at, actor=look.actor, action=LookAction(look.action), route=look.route)


def _transactions(store: TenantStore, account_id: str) -> Iterator[Transaction]:
    return every(lambda after: store.transactions.page(account_id, limit=500, after=after))


def _exported(attachment: Attachment) -> ExportedAttachment:
    # Whoever uploaded the file chose its name. In the ZIP the id comes first: names stay distinct and inside the folder.
    name = attachment.file_name.replace("/", "_").replace("\\", "_")
    is_stored = attachment.state is AttachmentState.STORED
    return ExportedAttachment(
        attachment_id=attachment.attachment_id,
        file_name=attachment.file_name,
        content_type=attachment.content_type,
        size=attachment.size,
        classification=attachment.classification,
        created_at=attachment.created_at,
        file=f"attachments/{attachment.attachment_id}-{name}" if is_stored else None,
    )
