"""Handing out everything that is held about one person (S2.126): as JSON, as a page, as PDF, with its files, or by email."""

import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

from pydantic import ConfigDict

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.audit.looks import LookAction
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.domain.base.values import Draft, Id, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_drafts import CommunicationDraft
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.communications import Communication
from contactbook.domain.consent.events import ConsentEvent, Evidence
from contactbook.domain.contacts.attachments import Attachment, AttachmentState
from contactbook.domain.contacts.engagements import Engagement
from contactbook.domain.contacts.notes import Note
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.erasure.person_export import (
    ExportedAttachment,
    ExportedChange,
    ExportedLook,
    ListName,
    PersonExport,
    html_of,
    sections_of,
)
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.opportunities.conversions import Conversion
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.pages.links import LinkPurpose
from contactbook.domain.templates.bodies import Bodies, EmailBody
from contactbook.gateways import files, person_pdf
from contactbook.services.audit import of_contact
from contactbook.services.base.ids import new_id
from contactbook.services.changes.access import visible_contact
from contactbook.services.communications.communications import queue_communication
from contactbook.services.notification_types.notification_types import customer_care_type
from contactbook.services.pages.links import link_url, primary_address
from contactbook.services.profiles.contact_profiles import view_of
from contactbook.storage.base.rows import Row
from contactbook.storage.erasure.person_exports import KEPT
from contactbook.storage.tenant_store import TenantStore

# What a function can answer is 6 MB, and Base64 makes a PDF a third larger.
LARGEST_ANSWER = 4_000_000
# What one request copies in time.
_LARGEST_FILES = 200 * 1024 * 1024
_PIECE = 1024 * 1024


class ExportMailDraft(Draft):
    """What a caller sends to have the export emailed; without a type, the tenant's one for customer care."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{}]})
    notification_type_id: Id | None = None


class ExportFile(Value):
    """Where the ZIP is; the address works for a quarter of an hour, the file is kept for a week."""

    contact_id: str
    download_url: str
    expires_at: Moment
    size: int


def export_person(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> PersonExport:
    """Everything that is held about the contact. Raises NotFound, Merged."""
    return _export(store, visible_contact(store, contact_id, by=by), by=by, now=now)


def as_html(export: PersonExport) -> str:
    """The export as a page. Raises RuleBroken `export_too_large`."""
    page = html_of(export)
    _check_size(page.encode())
    return page


def check_answerable(export: PersonExport) -> PersonExport:
    """The export, if it fits into an answer. Raises RuleBroken `export_too_large`."""
    _check_size(export.model_dump_json().encode())
    return export


def as_pdf(export: PersonExport) -> bytes:
    """The export as a PDF. Raises RuleBroken `export_too_large`."""
    content = _pdf(export)
    _check_size(content)
    return content


def _pdf(export: PersonExport) -> bytes:
    subtitle = f"Held by {export.held_by}, as of {export.exported_at.isoformat(timespec='seconds')}."
    return person_pdf.pdf_of(export.contact.display_name, subtitle, sections_of(export))


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST_ANSWER:
        raise RuleBroken("The export is too large for an answer; ask for format=zip.", code="export_too_large")


def export_as_zip(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> ExportFile:
    """Write the export with all its files into a ZIP and answer where it is. Raises RuleBroken `attachments_too_large`."""
    contact = visible_contact(store, contact_id, by=by)
    export = _export(store, contact, by=by, now=now)
    key, size = _write_zip(store, export, now)
    url = files.download_url(key, file_name=f"{contact_id}.zip", content_type="application/zip")
    expires_at = now + timedelta(seconds=files.DOWNLOAD_SECONDS)
    return ExportFile(contact_id=contact_id, download_url=url, expires_at=expires_at, size=size)


def email_export(store: TenantStore, contact_id: str, draft: ExportMailDraft, *, by: Caller, now: datetime) -> CommunicationView:
    """Write the ZIP and queue an email to the contact with a link to it that works for a week.

    Raises RuleBroken `no_email`, and as `queue_communication`.
    """
    contact = visible_contact(store, contact_id, by=by)
    if not contact.emails:
        raise RuleBroken("The contact has no email address.", code="no_email")
    type_id = draft.notification_type_id or customer_care_type(store, by=by, now=now).notification_type_id
    export = _export(store, contact, by=by, now=now)
    _write_zip(store, export, now)
    url = link_url(store, contact_id, LinkPurpose.EXPORT, now=now, expires_in_days=KEPT.days, sent_to=primary_address(contact))
    text = f"Here is what {export.held_by} holds about you: {url}/export\n\nThe link works for {KEPT.days} days."
    body = Bodies(
        email=EmailBody(subject=f"Your information at {export.held_by}".replace("#", "##"), text=text.replace("#", "##"))
    )
    message = CommunicationDraft(bodies=body, channel=Channel.EMAIL, notification_type_id=type_id)
    return queue_communication(store, contact_id, message, by=by, now=now)


def _export(store: TenantStore, contact: Contact, *, by: Caller, now: datetime) -> PersonExport:
    contact_id = contact.contact_id
    rows: dict[str, list[Row]] = {}
    for place in (contact_id, *contact.absorbed):
        for row in store.person_exports.rows_of(place):
            rows.setdefault(row.kind, []).append(row)
    settings = store.settings.current()
    accounts = tuple(Account.model_validate_json(row.document) for row in rows.get("account", ()))
    return PersonExport(
        contact_id=contact_id,
        held_by=settings.branding.name or store.tenant_id,
        exported_at=now,
        contact=with_fields(view_of(store, contact, now=now), addresses=contact.addresses),
        lists=tuple(ListName(list_id=one.list_id, name=one.name) for one in store.lists.get_many(list(contact.list_ids))),
        accounts=accounts,
        transactions=tuple(one for account in accounts for one in _transactions(store, account.account_id)),
        opportunities=tuple(Opportunity.model_validate_json(row.document) for row in rows.get("opportunity", ())),
        notes=tuple(Note.model_validate_json(row.document) for row in rows.get("note", ())),
        conversions=tuple(Conversion.model_validate_json(row.document) for row in rows.get("conversion", ())),
        engagements=tuple(Engagement.model_validate_json(row.document) for row in rows.get("engagement", ())),
        relations=tuple(Relation.model_validate_json(row.document) for row in rows.get("relation", ())),
        attachments=tuple(_exported(one) for one in _attachments(rows)),
        communications=tuple(Communication.model_validate_json(row.document) for row in rows.get("communication", ())),
        consent_events=tuple(ConsentEvent.model_validate_json(row.document) for row in rows.get("consent_event", ())),
        consent_evidence=tuple(Evidence.model_validate_json(row.document) for row in rows.get("consent_evidence", ())),
        history=tuple(_history(rows)),
        looks=tuple(_looks(store, contact_id, by, now)),
    )


def _history(rows: dict[str, list[Row]]) -> Iterator[ExportedChange]:
    found = (EntryValues.model_validate_json(row.document) for row in rows.get("history_values", ()))
    values = {one.entry_id: one for one in found}
    for row in rows.get("history", ()):
        entry = Entry.model_validate_json(row.document)
        behind = values.get(entry.entry_id)
        yield ExportedChange(
            entry_id=entry.entry_id,
            at=entry.at,
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            changes=behind.changes if behind else (),
        )


def _looks(store: TenantStore, contact_id: str, by: Caller, now: datetime) -> Iterator[ExportedLook]:
    for look in of_contact.every_look(store, contact_id, by=by, now=now):
        yield ExportedLook(at=look.at, actor=look.actor, action=LookAction(look.action), route=look.route)


def _transactions(store: TenantStore, account_id: str) -> Iterator[Transaction]:
    return every(lambda after: store.transactions.page(account_id, limit=500, after=after))


def _attachments(rows: dict[str, list[Row]]) -> list[Attachment]:
    return [Attachment.model_validate_json(row.document) for row in rows.get("attachment", ())]


def _exported(attachment: Attachment) -> ExportedAttachment:
    is_there = attachment.state is AttachmentState.STORED
    # The name is a stranger's: in the ZIP the id leads, so that no two are one and none climbs out of the folder.
    name = attachment.file_name.replace("/", "_").replace("\\", "_")
    return ExportedAttachment(
        attachment_id=attachment.attachment_id,
        file_name=attachment.file_name,
        content_type=attachment.content_type,
        size=attachment.size,
        classification=attachment.classification,
        created_at=attachment.created_at,
        file=f"attachments/{attachment.attachment_id}-{name}" if is_there else None,
    )


def _write_zip(store: TenantStore, export: PersonExport, now: datetime) -> tuple[str, int]:
    wanted = [one for one in export.attachments if one.file]
    if sum(one.size for one in wanted) > _LARGEST_FILES:
        raise RuleBroken("The files are too large for one ZIP; download them one by one.", code="attachments_too_large")
    export_id = new_id("pex", now)
    key = f"exports/{store.tenant_id}/people/{export_id}.zip"
    # First the way to the file, so that an erasure finds it even if this ends in the middle.
    store.person_exports.add(export.contact_id, export_id, key, now=now)
    keys = {one.attachment_id: one.file_key for one in store.attachments.all_of(export.contact_id)}
    with files.FileWriter(key, "application/zip") as writer, zipfile.ZipFile(_Sink(writer), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", export.model_dump_json(by_alias=True, indent=1))
        archive.writestr("data.html", html_of(export))
        archive.writestr("data.pdf", _pdf(export))
        for one in wanted:
            with files.open_file(keys[one.attachment_id]) as content, archive.open(str(one.file), "w") as member:
                while piece := content.read(_PIECE):
                    member.write(piece)
    if not store.person_exports.is_kept(export.contact_id, export_id):
        files.remove_file(key)
        raise RuleBroken("The contact was anonymized meanwhile.", code="anonymized")
    return key, writer.written


class _Sink:
    """What `zipfile` writes into: a stream that cannot go back."""

    def __init__(self, writer: files.FileWriter) -> None:
        self._writer = writer

    def write(self, content: bytes) -> int:
        self._writer.write(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """The writer ends with its own block."""
