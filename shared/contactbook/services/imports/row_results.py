"""What one row does: the contact that it creates, or the change of the contact that it updates.

A row passes the same validation as creating and changing a contact (S1.17), and creates a lead (S1.2). Its values are added to an
existing contact: a place in a list that the row names is filled, and the rest of the list stays. Its preferences and consent go
through `combine`, so a file never lifts a stop.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import built, fields_in, with_fields
from contactbook.domain.consent.preferences import initial_preferences
from contactbook.domain.consent.states import Standing, combine, standing_of
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.changes import require_primary_kept
from contactbook.domain.contacts.drafts import ContactDraft, PreferencesDraft, StatedPreferences
from contactbook.domain.contacts.record import Contact, ContactFields, ContactKind, Origin, Preference, Preferences
from contactbook.domain.contacts.rules import checked_fields, derived_patch
from contactbook.domain.imports.fields import ImportedRow
from contactbook.domain.imports.merged_lists import merged_lists
from contactbook.domain.imports.parts import parts_that_change, with_new_documents, with_parts
from contactbook.domain.imports.refused_yeses import RefusedYes, refused_by_contact
from contactbook.domain.imports.row_outcomes import RowError, RowOutcome
from contactbook.domain.imports.row_reader import ReadCells
from contactbook.domain.lists.lists import on_lists
from contactbook.domain.permissions.topics import topic_nos
from contactbook.domain.refusals.marks import Scope
from contactbook.domain.settings.permissions import GroupRight, PreferenceDefaults
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.changes.access import require_open
from contactbook.services.changes.commit import ContactChange
from contactbook.services.contacts.registration import new_contact
from contactbook.services.imports.row_errors import RowRefused, duplicate_refused
from contactbook.services.imports.row_steps import THROUGH, RowSteps
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class RowNos:
    """What a row refuses at the addresses that it names, where no contact takes it (S6.7)."""

    line: int
    scopes: tuple[Scope, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class RowResult:
    """The outcome of a row: the contact before and after it with the writes of the change, or the errors of a failed row."""

    outcome: RowOutcome
    before: Contact | None = None
    after: Contact | None = None
    writes: tuple[Write, ...] = ()
    errors: tuple[RowError, ...] = ()
    # The yeses of the row that do not count.
    refused: tuple[RefusedYes, ...] = ()
    # The places of addresses and documents of which the row says a part only, and that the contact does not have.
    left_out: frozenset[str] = frozenset()
    # What a row that comes in nowhere refuses at its addresses.
    nos: RowNos | None = None


def row_of(read: ReadCells) -> ImportedRow:
    """Return the validated row. Raises RowRefused with every error of its cells and fields."""
    errors = list(read.errors)
    try:
        row = ImportedRow.model_validate(read.values)
    except ValidationError as error:
        known = {found.field for found in errors}
        invalid = [replace(found, field=read.pointer_in_file(found.field)) for found in field_errors(error.errors(), read.values)]
        raise RowRefused((*errors, *(found for found in invalid if found.field not in known))) from error
    if errors:
        raise RowRefused(tuple(errors))
    return with_fields(row, partial=dict(read.partial)) if read.partial else row


def creating_result(
    store: TenantStore, row: ImportedRow, kind: ContactKind, list_id: str | None, *, by: Caller, now: datetime
) -> RowResult:
    """Return the contact that a row creates: a lead, or a customer if the row has accounts.

    Raises ValidationFailed, RuleBroken, RowRefused.
    """
    settings = store.settings.current()
    draft = built(
        ContactDraft,
        **fields_in(ContactFields, row),
        kind=kind,
        source=row.source,
        preferences=built(StatedPreferences, **fields_in(PreferencesDraft, row.preferences)),
        list_ids=(list_id,) if list_id else (),
    )
    contact = new_contact(settings, draft, origin=Origin.LIST_UPLOAD, by=by, now=now)
    steps = RowSteps(store, None, by=by, now=now)
    steps.add(ContactChange(before=None, after=contact, action="contact.created"))
    if row.consent:
        steps.add_consent(row.consent.state)
    steps.add_accounts(row.accounts, held=())
    if row.opportunity:
        steps.add_opportunity(row.opportunity)
    return RowResult(RowOutcome.CREATED, None, steps.contact, steps.writes, left_out=frozenset(row.partial))


def updating_result(
    store: TenantStore, contact: Contact, row: ImportedRow, list_id: str | None, *, by: Caller, now: datetime, joins: bool = True
) -> RowResult:
    """Return the change that a row makes to a stored contact; `skipped` if there is none. Without `joins` it joins the list no more.

    Raises ValidationFailed, RuleBroken, RowRefused.
    """
    settings = store.settings.current()
    if not may(by, contact, GroupRight.EDIT, settings.groups):
        raise duplicate_refused()
    require_open(contact, settings.consent)
    if row.kind not in (None, contact.kind):
        message = f"The contact is a {contact.kind.value}, and a contact keeps its kind. Make another one instead."
        raise ValidationFailed.of("/kind", "wrong_kind", message)
    steps = RowSteps(store, contact, by=by, now=now)
    parts, left_out = parts_that_change(contact, row.partial)
    after = with_fields(contact, **_updated_fields(contact, row, parts, settings, now))
    if list_id and joins and not topic_nos(contact, list_id, contact.refusals):
        after = on_lists(after, [*contact.list_ids, list_id])
    after = with_fields(after, preferences=_updated_preferences(contact, row.preferences, by, now))
    if after != contact:
        # Who breaks a newer uniqueness rule may not be saved, and still says no (S2.34, S6.7).
        is_edit = with_fields(after, preferences=contact.preferences) != contact
        steps.add(ContactChange(before=contact, after=after, action="contact.changed" if is_edit else "preferences.changed"))
    if row.consent:
        steps.add_consent(row.consent.state)
    if row.accounts:
        steps.add_accounts(row.accounts, held=store.accounts.all_of(contact.contact_id) if contact.had_account else ())
    if row.opportunity:
        held_already = store.opportunities.all_of(contact.contact_id) if contact.had_opportunity else ()
        steps.add_opportunity(row.opportunity, held=held_already)
    refused = refused_by_contact(steps.contact, row, list_id)
    if not steps.writes:
        return RowResult(RowOutcome.SKIPPED, refused=refused, left_out=left_out)
    return RowResult(RowOutcome.UPDATED, contact, steps.contact, steps.writes, refused=refused, left_out=left_out)


def _updated_fields(
    contact: Contact, row: ImportedRow, parts: dict[str, JsonValue], settings: Settings, now: datetime
) -> dict[str, object]:
    """Return the contact's fields after the row; new addresses get ids."""
    stated = {name: getattr(row, name) for name in ContactFields.model_fields if name in row.model_fields_set}
    patch: dict[str, JsonValue] = {name: _json(value) for name, value in stated.items()}
    patch = with_new_documents(contact, with_parts(derived_patch(contact, patch), parts))
    fields = patched_fields(ContactFields, contact, merged_lists(contact, patch, settings.localization.default_region))
    require_primary_kept(contact.addresses, fields.addresses)
    fields = checked_fields(fields, contact.kind, settings, before=contact)
    identified = tuple(
        address if address.address_id else with_fields(address, address_id=new_id("adr", now)) for address in fields.addresses
    )
    return fields_in(ContactFields, fields) | {"addresses": identified}


def _json(value: object) -> JsonValue:
    if isinstance(value, BaseModel):
        found: JsonValue = value.model_dump(mode="json", exclude_unset=True)
        return found
    if isinstance(value, tuple):
        return [_json(entry) for entry in value]
    if isinstance(value, dict):
        return {str(name): _json(inner) for name, inner in value.items()}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _updated_preferences(contact: Contact, stated: PreferencesDraft, by: Caller, now: datetime) -> Preferences:
    imported = initial_preferences(stated, PreferenceDefaults(), by=by.actor, through=THROUGH, now=now)
    combined = combine([standing_of(contact), Standing(preferences=imported)]).preferences
    stored = contact.preferences
    return with_fields(
        stored,
        direct_marketing=_changed_preference(stored.direct_marketing, combined.direct_marketing),
        affiliate_marketing=_changed_preference(stored.affiliate_marketing, combined.affiliate_marketing),
    )


def _changed_preference(stored: Preference, combined: Preference) -> Preference:
    """Return the combined preference if its value differs: only a real change moves the date and the user (S2.48)."""
    return stored if (stored.value, stored.asked) == (combined.value, combined.asked) else combined
