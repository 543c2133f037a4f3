"""What one row of an import does: the contact it makes, or the change of the contact that it is about.

A row passes the very validator that creating and changing a contact pass (S1.17), and makes a lead (S1.2). What it says about an
existing contact is added to what is known: a place in a list that the row names is filled, nothing else of the list goes. Its
permissions and consent count only through `combine`, so a stop is never lifted by a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import BaseModel, JsonValue, ValidationError

from contactbook.domain.accounts.accounts import MAXIMUM_ACCOUNTS, Account, AccountDraft, after_account, checked_account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ContactbookError, FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import initial_preferences
from contactbook.domain.consent.states import Standing, behaviour_of, check_transition, combine, standing_of
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.addresses import require_primary_kept
from contactbook.domain.contacts.drafts import ContactDraft, PreferencesDraft
from contactbook.domain.contacts.record import (
    ConsentState,
    Contact,
    ContactConsent,
    ContactFields,
    ContactKind,
    Origin,
    Preference,
    Preferences,
)
from contactbook.domain.contacts.rules import checked_fields
from contactbook.domain.imports.fields import ImportedRow, Reading
from contactbook.domain.imports.updates import merged_lists
from contactbook.domain.kyc.profiles import require_credit_limit_allowed
from contactbook.domain.lists.lists import on_lists
from contactbook.domain.settings.permissions import Behaviour, GroupRight, PreferenceDefaults
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.changes.access import require_open
from contactbook.services.changes.children import details_of
from contactbook.services.changes.commit import ContactChange, writes_of
from contactbook.services.consent.answers import consent_change
from contactbook.services.contacts.registration import new_contact
from contactbook.storage.base.rows import Put, Write
from contactbook.storage.tenant_store import TenantStore

THROUGH = "import"


class RowRefused(Exception):
    """A row that cannot be carried out, with everything that is wrong with it."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("the row is refused")
        self.errors = errors


@dataclass(frozen=True)
class Effect:
    """What a row does to one contact: how it leaves it, and every write that makes it so. No writes: nothing changes."""

    before: Contact | None
    after: Contact
    writes: tuple[Write, ...]


def row_of(reading: Reading) -> ImportedRow:
    """The row in the shape of a contact. Raises RowRefused naming every field that has not its shape."""
    errors = list(reading.errors)
    try:
        row = ImportedRow.model_validate(reading.values)
    except ValidationError as error:
        known = {found.field for found in errors}
        shape = [replace(found, field=reading.original(found.field)) for found in field_errors(error.errors())]
        raise RowRefused((*errors, *(found for found in shape if found.field not in known))) from error
    if errors:
        raise RowRefused(tuple(errors))
    return row


def creation_of(
    store: TenantStore, row: ImportedRow, kind: ContactKind, list_id: str | None, *, by: Caller, now: datetime
) -> Effect:
    """The contact that a row makes: a lead, or a customer where the row brings accounts. Raises ValidationFailed, RuleBroken."""
    settings = store.settings.current()
    fields = {name: getattr(row, name) for name in ContactFields.model_fields}
    draft = ContactDraft.model_construct(
        **fields,
        kind=kind,
        source=row.source,
        preferences=row.preferences,
        list_ids=(list_id,) if list_id else (),
    )
    contact = new_contact(settings, draft, origin=Origin.LIST_UPLOAD, by=by, now=now)
    steps = _Steps(store, by, now)
    steps.take(ContactChange(before=None, after=contact, action="contact.created"))
    if row.consent:
        steps.take_consent(row.consent.state)
    steps.take_accounts(row.accounts, known=())
    return steps.effect(None)


def update_of(
    store: TenantStore, contact: Contact, row: ImportedRow, list_id: str | None, *, by: Caller, now: datetime
) -> Effect:
    """What a row changes in the contact that it is about. Raises ValidationFailed, RuleBroken, RowRefused."""
    settings = store.settings.current()
    if not may(by, contact, GroupRight.EDIT, settings.groups):
        raise duplicate()
    require_open(contact, settings.consent)
    steps = _Steps(store, by, now)
    steps.contact = contact
    after = with_fields(contact, **_patched(contact, row, settings, now))
    if list_id:
        after = on_lists(after, [*contact.list_ids, list_id])
    after = with_fields(after, preferences=_preferences(contact, row.preferences, by, now))
    if after != contact:
        steps.take(ContactChange(before=contact, after=after, action="contact.changed"))
    if row.consent:
        steps.take_consent(row.consent.state)
    if row.accounts:
        steps.take_accounts(row.accounts, known=store.accounts.all_of(contact.contact_id) if contact.had_account else ())
    return steps.effect(contact)


def duplicate(fields: Sequence[str] = ()) -> RowRefused:
    """A row whose values belong to another contact, which it may not change (S2.24, S2.29)."""
    message = "Another contact has the same values."
    return RowRefused(tuple(FieldError(field, "duplicate_contact", message) for field in fields or ("",)))


class _Steps:
    """The changes of one contact that a row makes, each with its own audit entry, folded into one write of the contact."""

    def __init__(self, store: TenantStore, by: Caller, now: datetime) -> None:
        self._store = store
        self._by = by
        self._now = now
        self._writes: dict[object, Write] = {}
        self.contact: Contact | None = None

    def take(self, change: ContactChange) -> None:
        """One more change."""
        self.contact, writes = writes_of(self._store, change, by=self._by, now=self._now)
        for write in writes:
            key = write.row.key if isinstance(write, Put) else write.key
            earlier = self._writes.get(key)
            # What stands in the table is what the first write expects; what is left there is what the last one writes.
            if isinstance(earlier, Put) and isinstance(write, Put):
                self._writes[key] = Put(write.row, earlier.expect, earlier.refusal)
            else:
                self._writes[key] = write

    def take_consent(self, state: ConsentState) -> None:
        """The consent that the row states, as far as what is known lets it count. Raises RuleBroken (S2.111)."""
        contact, settings = self._contact(), self._store.settings.current().consent
        stated = ContactConsent(state=state, updated_at=self._now, updated_by=self._by.actor)
        combined = combine([standing_of(contact), Standing(consent=stated)], settings=settings).consent
        if combined.state is contact.consent.state:
            return
        check_transition(contact.consent.state, combined.state)
        pending = behaviour_of(combined.state, settings) is Behaviour.ANONYMIZE
        after = with_fields(contact, consent=combined, anonymization_pending=pending)
        self.take(consent_change(self._store, contact, after, by=self._by, now=self._now, through=THROUGH))

    def take_accounts(self, drafts: Sequence[AccountDraft], known: Sequence[Account]) -> None:
        """The accounts that the contact has not got yet; nothing of the contact goes into them (S0.5)."""
        settings, held = self._store.settings.current(), {(fold(one.name), one.service) for one in known}
        for place, draft in enumerate(drafts):
            if (fold(draft.name), draft.service) in held:
                continue
            if len(held) >= MAXIMUM_ACCOUNTS:
                raise RuleBroken(f"A contact has at most {MAXIMUM_ACCOUNTS} accounts.", code="too_many_accounts")
            held.add((fold(draft.name), draft.service))
            with _under(f"/accounts/{place}"):
                self._open(checked_account(draft, settings), settings)

    def effect(self, before: Contact | None) -> Effect:
        """All of it together."""
        return Effect(before, self._contact(), tuple(self._writes.values()))

    def _open(self, fields: dict[str, object], settings: Settings) -> None:
        contact, now = self._contact(), self._now
        account = Account.model_validate(
            fields | {"account_id": new_id("acc", now), "contact_id": contact.contact_id, "created_at": now, "updated_at": now}
        )
        require_credit_limit_allowed(contact, settings.kyc, account.credit_limit)
        self.take(
            ContactChange(
                before=contact,
                after=after_account(contact, None, account),
                action="account.created",
                subject=account.account_id,
                details=details_of("account", None, account),
                writes=self._store.accounts.add_writes(contact.contact_id, account.account_id, account),
            )
        )

    def _contact(self) -> Contact:
        if self.contact is None:
            raise ValueError("a row begins with its contact")
        return self.contact


class _under:  # noqa: N801 - reads as a word where it is used
    """Errors raised inside are about what lies under this pointer."""

    def __init__(self, pointer: str) -> None:
        self._pointer = pointer

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ContactbookError):
            raise refused_by(error, self._pointer) from error


def refused_by(error: ContactbookError, pointer: str = "") -> RowRefused:
    """A business error as what is wrong with a row."""
    if error.errors and isinstance(error, ValidationFailed):
        return RowRefused(tuple(FieldError(pointer + found.field, found.code, found.message) for found in error.errors))
    return RowRefused((FieldError(pointer, error.code, error.message),))


def _patched(contact: Contact, row: ImportedRow, settings: Settings, now: datetime) -> dict[str, object]:
    stated = {name: getattr(row, name) for name in ContactFields.model_fields if name in row.model_fields_set}
    patch: dict[str, JsonValue] = {name: _json(value) for name, value in stated.items()}
    fields = patched_fields(ContactFields, contact, merged_lists(contact, patch, settings.localization.default_region))
    require_primary_kept(contact.addresses, fields.addresses)
    fields = checked_fields(fields, contact.kind, settings)
    identified = tuple(
        address if address.address_id else with_fields(address, address_id=new_id("adr", now)) for address in fields.addresses
    )
    return {name: getattr(fields, name) for name in ContactFields.model_fields} | {"addresses": identified}


def _json(value: object) -> JsonValue:
    if isinstance(value, BaseModel):
        found: JsonValue = value.model_dump(mode="json", exclude_unset=True)
        return found
    if isinstance(value, tuple):
        return [_json(entry) for entry in value]
    if isinstance(value, dict):
        return {str(name): _json(inner) for name, inner in value.items()}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _preferences(contact: Contact, stated: PreferencesDraft, by: Caller, now: datetime) -> Preferences:
    said = initial_preferences(stated, PreferenceDefaults(), by=by.actor, through=THROUGH, now=now)
    combined = combine([standing_of(contact), Standing(preferences=said)]).preferences
    stands = contact.preferences
    # Only a real change moves the date and the user (S2.48).
    return Preferences(
        direct_marketing=_unless_the_same(stands.direct_marketing, combined.direct_marketing),
        affiliate_marketing=_unless_the_same(stands.affiliate_marketing, combined.affiliate_marketing),
    )


def _unless_the_same(stands: Preference, combined: Preference) -> Preference:
    return stands if (stands.value, stands.asked) == (combined.value, combined.asked) else combined
