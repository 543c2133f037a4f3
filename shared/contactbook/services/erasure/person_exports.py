"""The export of everything that is held about one person (S2.126): as JSON, as a page, or as PDF."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from contactbook.domain.accounts.transactions import Transaction
from contactbook.domain.audit.looks import LookAction
from contactbook.domain.audit.named_contacts import contacts_named_in, without_contacts
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.retention import has_ended
from contactbook.domain.contacts.attachments import Attachment, AttachmentState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.export_pages import html_of, sections_of, subtitle_of, title_of
from contactbook.domain.erasure.export_words import Words, words_for
from contactbook.domain.erasure.exported_records import ExportedRecord, exported, exported_changes
from contactbook.domain.erasure.person_export import (
    ExportedAttachment,
    ExportedChange,
    ExportedLook,
    PersonExport,
)
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import person_pdf
from contactbook.services.audit.reports import every_look
from contactbook.services.base.uploads import as_uploaded
from contactbook.services.changes.access import visible_contact
from contactbook.services.changes.hidden import hidden_among
from contactbook.services.erasure.exported_answers import events_of_history, exported_answers, topics_of
from contactbook.services.erasure.exported_messages import exported_messages
from contactbook.services.profiles.contact_profiles import profile_of
from contactbook.storage.erasure.person_exports import PersonRecords
from contactbook.storage.tenant_store import TenantStore

# A function can answer 6 MB, and Base64 makes a PDF a third larger.
LARGEST_ANSWER = 4_000_000


def as_html(store: TenantStore, export: PersonExport) -> str:
    """Return the export as a page. Raises RuleBroken `export_too_large`."""
    page = html_of(export, words_of(store, export))
    _require_answerable(page.encode())
    return page


def as_pdf(store: TenantStore, export: PersonExport) -> bytes:
    """Return the export as a PDF. Raises RuleBroken `export_too_large`."""
    content = pdf_of(export, words_of(store, export))
    _require_answerable(content)
    return content


def words_of(store: TenantStore, export: PersonExport) -> Words:
    """Return the words of an export, in its language."""
    return words_for(export.language, store.settings.current())


def as_json(export: PersonExport) -> str:
    """Return the export as JSON, each letter as it is written. Raises RuleBroken `export_too_large`."""
    content = json_of(export)
    _require_answerable(content.encode())
    return content


def json_of(export: PersonExport) -> str:
    """Return the export as JSON of any size, for people too: in lines, and without empty values."""
    return export.model_dump_json(by_alias=True, exclude_none=True, indent=1)


def pdf_of(export: PersonExport, words: Words) -> bytes:
    """Return the export as a PDF of any size."""
    sections = sections_of(export, words)
    return person_pdf.pdf_of(title_of(export), subtitle_of(export, words), sections, of_squares=words.say("squares"))


def export_person(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> PersonExport:
    """Return everything that is held about a contact that the caller may see. Raises NotFound, Merged.

    It has each file that was uploaded, also one that is not taken over yet. An export changes nothing about that (S2.103).
    """
    contact = visible_contact(store, contact_id, by=by)
    settings = store.settings.current()
    records = store.person_exports.records_of(contact.own_ids())
    accounts = records.accounts
    hidden = _hidden_others(store, contact, records, by)
    said = events_of_history(records.history)
    profile = with_fields(profile_of(store, contact, now=now), addresses=contact.addresses)
    further = sorted({*topics_of(said)} - {*contact.list_ids})
    lists = {one.list_id: one.name for one in profile.lists}
    lists |= {one.list_id: one.name for one in (store.lists.get_many(further) if further else [])}
    export = PersonExport(
        contact_id=contact.contact_id,
        held_by=settings.tenant_name,
        exported_at=now,
        language=words_for(contact.language, settings).language,
        contact=exported(profile, "accounts", "contact_id", "lists", "opportunities"),
        lists=profile.lists,
        accounts=_exported_of(accounts),
        transactions=_exported_of(one for account in accounts for one in _transactions(store, account.account_id)),
        opportunities=_exported_of(records.opportunities),
        notes=_exported_of(records.notes),
        conversions=_exported_of(records.conversions),
        engagements=_exported_of(records.engagements),
        relations=_exported_of(
            with_fields(one, related_contact_id="") if one.related_contact_id in hidden else one for one in records.relations
        ),
        attachments=tuple(_exported(as_uploaded(one, now), place) for place, one in enumerate(records.attachments, start=1)),
        communications=exported_messages(store, _kept(records.communications, settings, now), accounts),
        answers=exported_answers(said, lists),
        consent_events=_exported_of(records.consent_events),
        consent_evidence=_exported_of(records.consent_evidence),
        history=tuple(_history(records, hidden)),
        looks=tuple(_looks(store, contact.contact_id, by, now)),
    )
    return without_unknown(export)


def _exported_of(found: Iterable[Value]) -> tuple[ExportedRecord, ...]:
    return tuple(exported(one, "contact_id") for one in found)


def _kept(communications: Iterable[Communication], settings: Settings, now: datetime) -> list[Communication]:
    return [one for one in communications if not has_ended(one, settings.retention.communications_days, now)]


def _require_answerable(content: bytes) -> None:
    if len(content) > LARGEST_ANSWER:
        raise RuleBroken("The export is too large for an answer. Ask for format=zip.", code="export_too_large")


def _hidden_others(store: TenantStore, contact: Contact, records: PersonRecords, by: Caller) -> set[str]:
    """Return the other contacts in the records that the caller may not see: their ids are left out (S8.3)."""
    related = {one.related_contact_id for one in records.relations}
    named = contacts_named_in(values for _, values in records.history)
    return hidden_among(store, (related | named).difference(contact.own_ids()), by=by)


def _history(records: PersonRecords, hidden: set[str]) -> Iterator[ExportedChange]:
    for entry, kept in records.history:
        values = without_contacts(kept, hidden)
        changes = exported_changes(values.changes) if values else ()
        yield ExportedChange(at=entry.at, actor=entry.actor, action=entry.action, changes=changes)


def _looks(store: TenantStore, contact_id: str, by: Caller, now: datetime) -> Iterator[ExportedLook]:
    for look in every_look(store, contact_id, by=by, now=now):
        yield ExportedLook(at=look.at, actor=look.actor, action=LookAction(look.action), route=look.route)


def _transactions(store: TenantStore, account_id: str) -> Iterator[Transaction]:
    return every(lambda after: store.transactions.page(account_id, limit=500, after=after))


def _exported(attachment: Attachment, place: int) -> ExportedAttachment:
    # Whoever uploaded the file chose its name. In the ZIP a number comes first: names stay distinct and inside the folder.
    name = attachment.file_name.replace("/", "_").replace("\\", "_")
    is_stored = attachment.state is AttachmentState.STORED
    return ExportedAttachment(
        attachment_id=attachment.attachment_id,
        file_name=attachment.file_name,
        content_type=attachment.content_type,
        size=attachment.size,
        classification=attachment.classification,
        created_at=attachment.created_at,
        file=f"attachments/{place}-{name}" if is_stored else None,
    )
