"""Creating, reading, changing and deleting contacts (S2.13-S2.19)."""

from datetime import datetime

from pydantic import JsonValue, ValidationError

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import MissingScope, RuleBroken, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.merge_patch import patched
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import initial_preferences
from contactbook.domain.contacts.addresses import require_primary_kept
from contactbook.domain.contacts.record import Address, Contact, ContactDraft, ContactFields, Origin
from contactbook.domain.contacts.rules import checked_fields
from contactbook.domain.opportunities.opportunities import NewContactDraft, with_opportunity
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_profile
from contactbook.services.changes.children import details_of
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.contacts.removal import lighten, remove_contact
from contactbook.services.lists.associations import checks_of
from contactbook.services.opportunities.opportunities import new_opportunity
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore

# What a portal's end customer does not say of itself: it would move its own privacy level, owner and audiences.
_FILED_BY_THE_TENANT = frozenset({"owned_by_group", "categories", "tags", "associations", "industry", "industry_sector"})


@retried_when_raced
def register_contact(store: TenantStore, draft: ContactDraft, *, by: Caller, now: datetime) -> Contact:
    """Create a person or a company (S2.13), with its first opportunity if the draft has one: never a lead then (S1.9).

    Raises ValidationFailed for fields that are missing or not acceptable (S2.15), DuplicateContact for taken values (S2.29).
    """
    if by.contact_id is not None:
        raise MissingScope("A portal's end customer cannot create contacts.")
    first = draft.opportunity if isinstance(draft, NewContactDraft) else None
    if first and not by.may(Scope.OPPORTUNITIES_WRITE):
        raise MissingScope(f"An opportunity needs the scope {Scope.OPPORTUNITIES_WRITE}.")
    origin = Origin.OPPORTUNITY if first else Origin.API
    contact = new_contact(store.settings.current(), draft, origin=origin, by=by, now=now)
    checks = checks_of(store, (), contact.list_ids)
    if first is None:
        created = ContactChange(before=None, after=contact, action="contact.created", writes=checks)
        return commit_change(store, created, by=by, now=now)
    opportunity = new_opportunity(contact.contact_id, first, now)
    change = ContactChange(
        before=None,
        after=with_opportunity(contact),
        action="contact.created",
        subject=opportunity.opportunity_id,
        details=details_of("opportunity", None, opportunity),
        writes=[*checks, *store.opportunities.add_writes(contact.contact_id, opportunity.opportunity_id, opportunity)],
    )
    return commit_change(store, change, by=by, now=now)


def new_contact(settings: Settings, draft: ContactDraft, *, origin: Origin, by: Caller, now: datetime) -> Contact:
    """The contact that a draft makes, not yet stored. Raises ValidationFailed."""
    fields = checked_fields(ContactFields.model_validate(_field_values(draft)), draft.kind, settings)
    return Contact.model_validate(
        _field_values(_with_address_ids(fields, now))
        | {
            "contact_id": new_id("con", now),
            "kind": draft.kind,
            # A lead that comes in by the API always says from where (S1.10).
            "source": draft.source or origin.value,
            "origin": origin,
            "preferences": initial_preferences(
                draft.preferences, settings.preferences, by=by.actor, through=origin.value, now=now
            ),
            "list_ids": tuple(dict.fromkeys(draft.list_ids)),
            "created_at": now,
            "created_by": by.actor,
            "updated_at": now,
            "updated_by": by.actor,
        }
    )


def read_profile(store: TenantStore, contact_id: str, *, by: Caller) -> Profile:
    """The contact with all that its profile shows: one query. Raises NotFound, or Merged."""
    return visible_profile(store, contact_id, by=by)


@retried_when_raced
def change_contact(
    store: TenantStore, contact_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> Contact:
    """Apply a merge-patch (RFC 7396) to the fields that a caller may set. Nothing is stored when nothing changes.

    Raises ValidationFailed, DuplicateContact, VersionMismatch, NotFound.
    """
    contact = editable_contact(store, contact_id, by=by, if_match=if_match)
    if by.contact_id is not None and _FILED_BY_THE_TENANT & patch.keys():
        raise MissingScope("How the tenant files its customers is the tenant's to say.")
    fields = patched_fields(contact, patch)
    require_primary_kept(contact.addresses, fields.addresses)
    fields = checked_fields(fields, contact.kind, store.settings.current())
    after = with_fields(contact, **_field_values(_with_address_ids(fields, now)))
    if after == contact:
        return contact
    return commit_change(store, ContactChange(before=contact, after=after, action="contact.changed"), by=by, now=now)


def delete_contact(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a contact that has no account, with its children and the other ends of its relations (S2.19, S3.13).

    Raises RuleBroken `has_account`, VersionMismatch, NotFound.
    """
    if by.contact_id is not None:
        raise MissingScope("A portal's end customer cannot delete contacts.")
    contact = _deletable(store, contact_id, by, if_match)
    if lighten(store, contact, by=by, now=now):
        # Those steps moved the version on.
        if_match = None
    _delete(store, contact_id, by, now, if_match)


@retried_when_raced
def _delete(store: TenantStore, contact_id: str, by: Caller, now: datetime, if_match: int | None) -> None:
    remove_contact(store, _deletable(store, contact_id, by, if_match), by=by, now=now)


def _deletable(store: TenantStore, contact_id: str, by: Caller, if_match: int | None) -> Contact:
    contact = editable_contact(store, contact_id, by=by, if_match=if_match)
    if contact.had_account:
        raise RuleBroken("A contact with an account cannot be deleted.", code="has_account")
    return contact


def patched_fields(contact: Contact, patch: dict[str, JsonValue]) -> ContactFields:
    """The contact's fields after a merge-patch. Raises ValidationFailed where the result has not the right shape."""
    if patch.get("kind", contact.kind.value) != contact.kind.value:
        raise ValidationFailed.of("/kind", "kind_is_fixed", "A contact cannot change between person and company.")
    current = contact.fields().model_dump(mode="json", exclude_defaults=True)
    wanted = patched(current, {name: value for name, value in patch.items() if name != "kind"})
    try:
        return ContactFields.model_validate(wanted)
    except ValidationError as error:
        errors = field_errors(error.errors(), otherwise="invalid")
        raise ValidationFailed("The change does not fit a contact.", errors=errors) from error


def _field_values(fields: ContactFields) -> dict[str, object]:
    return {name: getattr(fields, name) for name in ContactFields.model_fields}


def _with_address_ids(fields: ContactFields, now: datetime) -> ContactFields:
    return with_fields(fields, addresses=tuple(_identified(address, now) for address in fields.addresses))


def _identified(address: Address, now: datetime) -> Address:
    return address if address.address_id else with_fields(address, address_id=new_id("adr", now))
