"""Opening, reading and changing the accounts of contacts (S0.3, S2.16, S3.5, S3.6, S3.22)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.accounts.accounts import (
    MAXIMUM_ACCOUNTS,
    Account,
    AccountDraft,
    AccountFields,
    after_account,
    checked_account,
)
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import Level, ResolvedInformation, bounced_points, resolve
from contactbook.domain.kyc.profiles import assigned_on_edit, require_credit_limit_allowed
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.base.configured import check_version
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_profile
from contactbook.services.changes.children import (
    details_of,
    found_by_own_id,
    made_before,
    patched_value,
    require_room,
)
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.decisions.suppressions import applied_lists, look_up
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def open_account(store: TenantStore, contact_id: str, draft: AccountDraft, *, by: Caller, now: datetime) -> Account:
    """Open an account; the first one makes the contact a customer (S3.6).

    Raises ValidationFailed, RuleBroken `credit_limit_exceeded` or `too_many_accounts`, NotFound.
    """
    contact = editable_contact(store, contact_id, by=by)
    account_id, stored = new_id("acc", now), store.accounts.all_of(contact_id) if contact.had_account else []
    if made := made_before(stored, account_id, lambda known: known.account_id):
        return made
    require_room(stored, MAXIMUM_ACCOUNTS, "accounts")
    settings = store.settings.current()
    fields = checked_account(draft, settings)
    account = Account.model_validate(
        fields | {"account_id": account_id, "contact_id": contact_id, "created_at": now, "updated_at": now}
    )
    # The account itself may assign a KYC profile (S2.74), and that one's limit holds for it already.
    assigned = assigned_on_edit(
        after_account(contact, None, account), settings.kyc, today_in(settings.localization.time_zone, now)
    )
    require_credit_limit_allowed(assigned, settings.kyc, draft.credit_limit)
    _commit(store, contact, None, account, "account.created", by=by, now=now)
    return account


def list_accounts(store: TenantStore, contact_id: str, *, by: Caller) -> list[Account]:
    """Every account of a contact, oldest first: one query. Raises NotFound, or Merged."""
    return store.accounts.all_in(visible_profile(store, contact_id, by=by).children)


def read_account(store: TenantStore, account_id: str, *, by: Caller) -> Account:
    """One account: one pointer and one query. Raises NotFound for one of a contact that the caller may not see."""
    with found_by_own_id("account"):
        profile = visible_profile(store, store.accounts.contact_of(account_id), by=by)
    return _one_of(store.accounts.all_in(profile.children), account_id)


@retried_when_raced
def change_account(
    store: TenantStore, account_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None
) -> Account:
    """Apply a merge-patch (RFC 7396); closing the last open account makes the contact a past customer (S3.5).

    Raises ValidationFailed, RuleBroken `credit_limit_exceeded`, VersionMismatch, NotFound.
    """
    with found_by_own_id("account"):
        contact = editable_contact(store, store.accounts.contact_of(account_id), by=by)
        account = store.accounts.get(contact.contact_id, account_id)
    check_version(account, if_match, "The record")
    settings = store.settings.current()
    fields = AccountFields.model_validate(account.model_dump())
    changed = with_fields(account, **checked_account(patched_value(AccountFields, fields, patch), settings))
    if changed == account:
        return account
    if changed.credit_limit != account.credit_limit:
        require_credit_limit_allowed(contact, settings.kyc, changed.credit_limit)
    after = with_fields(changed, version=account.version + 1, updated_at=now)
    _commit(store, contact, account, after, "account.changed", by=by, now=now)
    return after


def read_contact_information(
    store: TenantStore, contact_id: str, *, level: Level | None, account_id: str | None, service: str | None, by: Caller
) -> ResolvedInformation:
    """The email, phone and address that would be used, and the level of each; changes nothing (S0.28).

    `level` contact looks at no account; `level` account without one named looks at the oldest active one first. Raises NotFound for an account that is not this contact's (S0.17).
    """
    profile = visible_profile(store, contact_id, by=by)
    accounts = store.accounts.all_in(profile.children)
    if account_id is not None:
        _one_of(accounts, account_id)
    looked_at = [] if level is Level.CONTACT else accounts
    return resolve(
        profile.contact,
        looked_at,
        account_id=account_id,
        service=service,
        any_account=level is Level.ACCOUNT,
        unusable=_unusable(store, profile.contact, accounts),
    )


def _unusable(store: TenantStore, contact: Contact, accounts: list[Account]) -> set[str]:
    """What a sending would pass over because it bounced (S0.15)."""
    applied = applied_lists(store)
    return {
        point
        for channel in (Channel.EMAIL, Channel.SMS)
        for point in bounced_points(contact, accounts, look_up(store, applied, [(contact, accounts)], channel))
    }


def _commit(
    store: TenantStore, contact: Contact, before: Account | None, after: Account, action: str, *, by: Caller, now: datetime
) -> None:
    contact_id, account_id = contact.contact_id, after.account_id
    change = ContactChange(
        before=contact,
        after=after_account(contact, before, after),
        action=action,
        subject=account_id,
        details=details_of("account", before, after),
        writes=store.accounts.save_writes(contact_id, account_id, after, replacing=before.version)
        if before
        else store.accounts.add_writes(contact_id, account_id, after),
    )
    commit_change(store, change, by=by, now=now)


def _one_of(accounts: list[Account], account_id: str) -> Account:
    found = next((account for account in accounts if account.account_id == account_id), None)
    if found is None:
        raise NotFound("There is no such account.")
    return found
