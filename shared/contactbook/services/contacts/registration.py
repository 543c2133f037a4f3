"""Create, read, change and delete contacts (S2.13-S2.19)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from pydantic import JsonValue

from contactbook.domain.accounts.accounts import AccountDraft, AccountState, checked_account
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import FieldError, MissingScope, RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import built, fields_in, with_fields
from contactbook.domain.consent.preferences import initial_preferences
from contactbook.domain.contacts.access import group_of_maker
from contactbook.domain.contacts.addresses import require_known_ids
from contactbook.domain.contacts.changes import require_primary_kept, with_hidden_kept
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.record import Contact, ContactFields, Origin
from contactbook.domain.contacts.rules import checked_fields, derived_patch
from contactbook.domain.kyc.terms import CREDIT_LIMIT_EXCEEDED, KYC_RESTRICTED
from contactbook.domain.opportunities.opportunities import OpportunityDraft, with_opportunity
from contactbook.domain.permissions.scopes import topic_of_scope
from contactbook.domain.permissions.topics import with_topic_joined
from contactbook.domain.profiles.new_contact import NewContactDraft
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import clearable_contact, editable_contact, require_open, visible_profile
from contactbook.services.changes.account_opening import account_opening
from contactbook.services.changes.children import details_of
from contactbook.services.changes.commit import ContactChange, commit_change, commit_writes
from contactbook.services.changes.steps import ContactSteps
from contactbook.services.contacts.removal import remove_contact, shrink_contact
from contactbook.services.lists.associations import checked_lists, topics_in
from contactbook.services.opportunities.opportunities import new_opportunity
from contactbook.services.refusals.answering import evidence_writes, require_answered, wanted_by
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.tenant_store import TenantStore

# Fields that a portal customer cannot change: they decide its privacy level, its owner and the audiences it is in.
_TENANT_ONLY = frozenset({"owned_by_group", "categories", "tags", "associations", "industry", "industry_sector", "external_ids"})

# Where a new contact states the evidence of a yes.
_TOLD_IN = "/preferences/evidence"


@retried_when_raced
def register_contact(store: TenantStore, draft: ContactDraft, *, by: Caller, now: datetime) -> Contact:
    """Create a person or a company (S2.13), with its accounts in the same transaction. With a first opportunity it is never a lead (S1.9).

    Raises ValidationFailed for missing and invalid fields (S2.15), DuplicateContact for taken values (S2.29), RuleBroken
    `refusal_stands` for a yes where a person refused at one of its addresses, without evidence (S5.5), `not_a_customer` for a
    `kyc_profile` without an open account, and as `account_opening`.
    """
    whole = draft if isinstance(draft, NewContactDraft) else NewContactDraft.model_construct(kind=draft.kind)
    _require_scopes(whole, by)
    require_known_ids(draft.addresses, ())
    origin = Origin.OPPORTUNITY if whole.opportunity else Origin.API
    contact = new_contact(store.settings.current(), draft, origin=origin, by=by, now=now)
    given = draft.preferences.evidence
    lists, checks = checked_lists(store, contact.list_ids)
    topics = topics_in(with_fields(contact, list_ids=()), contact.list_ids, lists)
    wanted = wanted_by(draft.preferences, "/preferences") | topics
    require_answered(store, contact, wanted, given, by=by, now=now, told_in=_TOLD_IN)
    checks += evidence_writes(store, None, given, _TOLD_IN, now=now)
    if given:
        contact = reduce(lambda made, scope: with_topic_joined(made, topic_of_scope(scope), given.said_at), topics, contact)
    created = ContactChange(before=None, after=contact, action="contact.created", writes=checks, evidence=given)
    steps = ContactSteps(store, None, by=by, now=now)
    steps.add(_with_opportunity(store, created, whole.opportunity, now) if whole.opportunity else created)
    _add_accounts(store, steps, whole, now)
    commit_writes(store, steps.writes, by=by)
    return steps.contact


def _require_scopes(draft: NewContactDraft, by: Caller) -> None:
    if draft.opportunity and not by.may(Scope.OPPORTUNITIES_WRITE):
        raise MissingScope.of(f"Creating an opportunity needs the scope {Scope.OPPORTUNITIES_WRITE}.", "/opportunity")
    if draft.accounts and not by.may(Scope.ACCOUNTS_WRITE):
        raise MissingScope.of(f"Opening an account needs the scope {Scope.ACCOUNTS_WRITE}.", "/accounts")


def _with_opportunity(store: TenantStore, created: ContactChange, draft: OpportunityDraft, now: datetime) -> ContactChange:
    contact = created.after
    opportunity = new_opportunity(contact.contact_id, draft, store.settings.current(), now, under="/opportunity")
    return replace(
        created,
        after=with_opportunity(contact),
        subject=opportunity.opportunity_id,
        details=details_of("opportunity", None, opportunity),
        writes=[*created.writes, *store.opportunities.add_writes(contact.contact_id, opportunity.opportunity_id, opportunity)],
    )


def _add_accounts(store: TenantStore, steps: ContactSteps, draft: NewContactDraft, now: datetime) -> None:
    """Add the accounts. The first open one makes the contact a customer, and so takes the profile that a user picked (S2.73)."""
    settings, picked = store.settings.current(), draft.kyc_profile
    for place, account in enumerate(draft.accounts):
        fields = _checked(account, settings, f"/accounts/{place}")
        is_first = picked is not None and account.state is AccountState.OPEN
        with _named(f"/accounts/{place}"):
            _, change = account_opening(
                store, steps.contact, new_id("acc", now), fields, now=now, kyc_profile=picked if is_first else None
            )
        steps.add(change)
        picked = None if is_first else picked
    if picked is not None:
        without = FieldError("/accounts", "not_a_customer", "Name an open account.")
        raise RuleBroken(
            "Only a customer can have a KYC profile: the contact needs an open account.", code="not_a_customer", errors=[without]
        )


@contextmanager
def _named(place: str) -> Iterator[None]:
    """Say in a refusal of an account which of the accounts it is about."""
    try:
        yield
    except RuleBroken as error:
        if error.code not in {KYC_RESTRICTED, CREDIT_LIMIT_EXCEEDED}:
            raise
        errors = [FieldError(place + found.field, found.code, found.message) for found in error.errors]
        raise RuleBroken(error.message, code=error.code, errors=errors) from error


def _checked(account: AccountDraft, settings: Settings, place: str) -> dict[str, object]:
    try:
        return checked_account(account, settings)
    except ValidationFailed as error:
        errors = [FieldError(place + found.field, found.code, found.message) for found in error.errors]
        raise ValidationFailed(error.message, errors=errors) from error


def new_contact(settings: Settings, draft: ContactDraft, *, origin: Origin, by: Caller, now: datetime) -> Contact:
    """Return the contact that a draft makes, not yet stored. Without an owner it gets its maker's group. Raises ValidationFailed.

    Pydantic has validated the draft when the request was read, and `checked_fields` applies the tenant's rules; so the contact
    is constructed without validating the same values again.
    """
    fields = _with_address_ids(checked_fields(draft, draft.kind, settings), now)
    if fields.owned_by_group is None:
        fields = with_fields(fields, owned_by_group=group_of_maker(by, settings.groups))
    return built(
        Contact,
        **_field_values(fields),
        contact_id=new_id("con", now),
        kind=draft.kind,
        # A lead that comes through the API always names its source (S1.10).
        source=draft.source or origin.value,
        origin=origin,
        preferences=initial_preferences(draft.preferences, settings.preferences, by=by.actor, through=origin.value, now=now),
        list_ids=tuple(dict.fromkeys(draft.list_ids)),
        created_at=now,
        created_by=by.actor,
        updated_at=now,
        updated_by=by.actor,
    )


def read_profile(store: TenantStore, contact_id: str, *, by: Caller) -> Profile:
    """Return the contact with everything that its profile shows. Costs one query. Raises NotFound, or Merged."""
    return visible_profile(store, contact_id, by=by)


@retried_when_raced
def change_contact(
    store: TenantStore, contact_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> Contact:
    """Apply a merge-patch (RFC 7396) to the fields that a caller may set. Store nothing if nothing changes.

    Associations that block a pending anonymization can be ended, although nothing else can change (S2.140).
    Raises ValidationFailed, DuplicateContact, VersionMismatch, NotFound.
    """
    is_clearing = patch.keys() == {"associations"}
    contact = (clearable_contact if is_clearing else editable_contact)(store, contact_id, by=by, if_match=if_match)
    if patch.get("kind", contact.kind.value) != contact.kind.value:
        raise ValidationFailed.of("/kind", "kind_is_fixed", "`kind` cannot change: a person stays a person, a company a company.")
    changes = {name: value for name, value in patch.items() if name != "kind"}
    _require_own_fields(contact, changes, by)
    fields = patched_fields(ContactFields, contact, derived_patch(contact, changes))
    if "addresses" in changes:
        require_known_ids(fields.addresses, contact.addresses)
        fields = with_fields(fields, addresses=with_hidden_kept(contact.addresses, fields.addresses))
    require_primary_kept(contact.addresses, fields.addresses)
    fields = checked_fields(fields, contact.kind, store.settings.current(), before=contact)
    after = with_fields(contact, **_field_values(_with_address_ids(fields, now)))
    if after == contact:
        return contact
    if is_clearing and not set(after.associations) < set(contact.associations):
        require_open(contact, store.settings.current().consent)
    return commit_change(store, ContactChange(before=contact, after=after, action="contact.changed"), by=by, now=now)


def _require_own_fields(contact: Contact, changes: dict[str, JsonValue], by: Caller) -> None:
    """Raise MissingScope if a portal customer changes what only the tenant may; a form that shows it may send it back."""
    if by.contact_id is None or not _TENANT_ONLY & changes.keys():
        return
    wanted = patched_fields(ContactFields, contact, changes)
    changed = sorted(name for name in _TENANT_ONLY if getattr(wanted, name) != getattr(contact, name))
    if changed:
        raise MissingScope.of(
            "Only the tenant changes this field. Leave it out, or send it as it was read.", *(f"/{name}" for name in changed)
        )


def delete_contact(store: TenantStore, contact_id: str, *, by: Caller, now: datetime, if_match: int | None = None) -> None:
    """Delete a contact that has no account, with its children and the other ends of its relations (S2.19, S3.13).

    Raises RuleBroken `has_account`, VersionMismatch, NotFound.
    """
    contact = _deletable(store, contact_id, by, if_match)
    removed = shrink_contact(store, contact, by=by, now=now)
    if removed.total():
        # Shrinking has increased the version.
        if_match = None
    _delete(store, contact_id, by, now, if_match, removed)


@retried_when_raced
def _delete(
    store: TenantStore, contact_id: str, by: Caller, now: datetime, if_match: int | None, already: Mapping[str, int]
) -> None:
    remove_contact(store, _deletable(store, contact_id, by, if_match), by=by, now=now, already=already)


def _deletable(store: TenantStore, contact_id: str, by: Caller, if_match: int | None) -> Contact:
    # Who rejected or withdrew may be deleted: that uses nothing of the contact and ends it.
    contact = editable_contact(store, contact_id, by=by, if_match=if_match, although_not_functional=True)
    if contact.had_account:
        raise RuleBroken("A contact that has or had an account cannot be deleted. Anonymize it instead.", code="has_account")
    return contact


def _field_values(fields: ContactFields) -> dict[str, Any]:
    return fields_in(ContactFields, fields)


def _with_address_ids(fields: ContactFields, now: datetime) -> ContactFields:
    return with_fields(fields, addresses=tuple(_identified(address, now) for address in fields.addresses))


def _identified(address: Address, now: datetime) -> Address:
    return address if address.address_id else with_fields(address, address_id=new_id("adr", now))
