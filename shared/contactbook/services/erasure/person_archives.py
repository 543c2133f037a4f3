"""The export of a person as a ZIP with all files, to download or by email (S2.126)."""

import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

from pydantic import ConfigDict

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.values import Draft, Id, Moment, Value
from contactbook.domain.communications.communication_drafts import CommunicationDraft
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.consent.states import allows
from contactbook.domain.erasure.export_pages import html_of
from contactbook.domain.erasure.export_words import Words
from contactbook.domain.erasure.person_export import PersonExport
from contactbook.domain.links.links import EXPORT_DAYS
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import OWN_EXPORT_TYPE_ID
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.templates.bodies import Bodies, EmailBody
from contactbook.domain.templates.merge_tags import EXPORT_LINK
from contactbook.gateways import files
from contactbook.gateways.file_writing import FileWriter
from contactbook.services.base.ids import new_id
from contactbook.services.changes.access import visible_contact
from contactbook.services.communications.communications import queue_communication
from contactbook.services.communications.references import require_type
from contactbook.services.erasure.person_exports import export_person, json_of, pdf_of, words_of
from contactbook.services.senders.requirement import require_sender
from contactbook.storage.tenant_store import TenantStore

# Bytes of files that one request has time to copy.
_LARGEST_FILES = 200 * 1024 * 1024
_PIECE = 1024 * 1024


class ExportMailDraft(Draft):
    """What a caller sends to have the export emailed. Without a type it has one of its own, which nothing else has."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{}]})
    notification_type_id: Id | None = None


class ExportFile(Value):
    """Where the ZIP is. The address works for a quarter of an hour; the file is kept for a week."""

    contact_id: str
    download_url: str
    expires_at: Moment
    size: int


def export_as_zip(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> ExportFile:
    """Write the export with all its files into a ZIP; return its address. Raises RuleBroken `attachments_too_large`."""
    export = export_person(store, contact_id, by=by, now=now)
    key, size = _write_zip(store, export, now)
    url = files.download_url(key, file_name=f"{contact_id}.zip", content_type="application/zip")
    expires_at = now + timedelta(seconds=files.DOWNLOAD_SECONDS)
    return ExportFile(contact_id=contact_id, download_url=url, expires_at=expires_at, size=size)


def email_export(store: TenantStore, contact_id: str, draft: ExportMailDraft, *, by: Caller, now: datetime) -> CommunicationView:
    """Write the ZIP, and queue an email to the contact with a link to it that works for a week.

    Raises RuleBroken `no_email`, `not_functional`, and as `queue_communication`.
    """
    contact = visible_contact(store, contact_id, by=by)
    if contact.erasure is None and allows(contact, store.settings.current().consent) is not Behaviour.COMPLETE:
        # The contact has a right to its data, and to hear nothing from the tenant (S2.114).
        raise RuleBroken(
            "The contact's consent allows no message to it. Download the export with `format=zip` and hand it over.",
            code="not_functional",
        )
    if not contact.emails:
        raise RuleBroken("The contact has no email address. Add one, or download the export with `format=zip`.", code="no_email")
    # Before the file is written.
    require_sender(store, Channel.EMAIL)
    if draft.notification_type_id is not None:
        # Before the files are written, which takes long.
        require_type(store, draft.notification_type_id)
    type_id = draft.notification_type_id or OWN_EXPORT_TYPE_ID
    export = export_person(store, contact_id, by=by, now=now)
    _write_zip(store, export, now)
    message = CommunicationDraft(bodies=_bodies(words_of(store, export)), channel=Channel.EMAIL, notification_type_id=type_id)
    return queue_communication(store, contact_id, message, by=by, now=now, also=frozenset({EXPORT_LINK}))


def _bodies(words: Words) -> Bodies:
    # `#` begins a merge tag; doubled, it is plain text.
    plain = replace(words, holder=words.holder.replace("#", "##"))
    # The sender makes the link, so that it is stored nowhere (S2.50).
    text = plain.say("mail_text", link=f"#{{{EXPORT_LINK}}}/export", days=EXPORT_DAYS)
    return Bodies(email=EmailBody(subject=plain.say("mail_subject"), text=text))


def _write_zip(store: TenantStore, export: PersonExport, now: datetime) -> tuple[str, int]:
    """Write the ZIP; return its key and its size in bytes. Raises RuleBroken `attachments_too_large`, `anonymized`."""
    if sum(one.size for one in export.attachments if one.file) > _LARGEST_FILES:
        raise RuleBroken("The files are too large for one ZIP. Download them one by one.", code="attachments_too_large")
    export_id = new_id("pex", now)
    key = f"exports/{store.tenant_id}/people/{export_id}.zip"
    # The pointer is saved first: an erasure finds the file even if this stops in the middle.
    store.person_exports.add(export.contact_id, export_id, key, now=now)
    size = _write_archive(store, export, key)
    if not store.person_exports.is_kept(export.contact_id, export_id):
        files.remove_file(key)
        raise RuleBroken("The contact was anonymized meanwhile. Nothing is left to export.", code="anonymized")
    return key, size


def _write_archive(store: TenantStore, export: PersonExport, key: str) -> int:
    words = words_of(store, export)
    keys = _file_keys(store, export)
    with FileWriter(key, "application/zip") as writer, zipfile.ZipFile(_Sink(writer), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json_of(export))
        archive.writestr("data.html", html_of(export, words))
        archive.writestr("data.pdf", pdf_of(export, words))
        for one in export.attachments:
            if not one.file:
                continue
            try:
                content = files.open_file(keys[one.attachment_id])
            except NotFound:
                # It was taken over meanwhile, so it has another key now.
                keys = _file_keys(store, export)
                content = files.open_file(keys[one.attachment_id])
            with content, archive.open(one.file, "w") as member:
                while piece := content.read(_PIECE):
                    member.write(piece)
    return writer.written


def _file_keys(store: TenantStore, export: PersonExport) -> dict[str, str]:
    return {one.attachment_id: one.file_key for one in store.attachments.all_of(export.contact_id)}


class _Sink:
    """The stream that `zipfile` writes into. It cannot seek."""

    def __init__(self, writer: FileWriter) -> None:
        self._writer = writer

    def write(self, content: bytes) -> int:
        self._writer.write(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Do nothing: the writer flushes itself."""

    def close(self) -> None:
        """Do nothing: the `with` block closes the writer."""
