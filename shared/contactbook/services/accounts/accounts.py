"""Open, read and change the accounts of contacts (S0.3, S2.16, S3.5, S3.6, S3.22)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.accounts.accounts import (
    Account,
    AccountDraft,
    AccountFields,
    AccountView,
    NewAccountDraft,
    account_view,
    after_account,
    after_removal,
    checked_account,
)
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import FieldError, NotFound, RuleBroken
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import (
    InformationView,
    Level,
    bounced_points,
    information_view,
    resolve,
)
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_profile
from contactbook.services.changes.account_opening import ACCOUNTS, account_opening, require_account_permitted
from contactbook.services.changes.children import found_by_own_id
from contactbook.services.changes.commit import commit_change
from contactbook.services.decisions.suppressions import applied_lists, look_up
from contactbook.storage.tenant_store import TenantStore

# The newest communications of a contact among which one about an account is looked for: one query.
_MOST_COMMUNICATIONS = 100


@retried_when_raced
def open_account(store: TenantStore, contact_id: str, draft: AccountDraft, *, by: Caller, now: datetime) -> AccountView:
    """Open an account; the first one makes the contact a customer (S3.6), with the KYC profile that the draft picks (S2.73).

    Raises ValidationFailed, RuleBroken `too_many_accounts`, NotFound, and as `account_opening`.
    """
    contact = editable_contact(store, contact_id, by=by)
    # A contact that never had an account needs no query.
    account_id, stored = new_id("acc", now), store.accounts.all_of(contact_id) if contact.had_account else []
    if earlier := ACCOUNTS.added_before(stored, account_id):
        return _view(store, earlier)
    ACCOUNTS.require_room(stored)
    fields = checked_account(draft, store.settings.current())
    picked = draft.kyc_profile if isinstance(draft, NewAccountDraft) else None
    account, change = account_opening(store, contact, account_id, fields, now=now, kyc_profile=picked)
    commit_change(store, change, by=by, now=now)
    return _view(store, account)


def list_accounts(store: TenantStore, contact_id: str, *, by: Caller) -> list[AccountView]:
    """Return every account of a contact, oldest first: one query. Raises NotFound, or Merged."""
    return [_view(store, account) for account in store.accounts.all_in(visible_profile(store, contact_id, by=by).children)]


def read_account(store: TenantStore, account_id: str, *, by: Caller) -> AccountView:
    """Return one account: one pointer read and one query. Raises NotFound, also if the caller may not see its contact."""
    with found_by_own_id("account"):
        profile = visible_profile(store, store.accounts.contact_of(account_id), by=by)
    return _view(store, _one_of(store.accounts.all_in(profile.children), account_id))


@retried_when_raced
def change_account(
    store: TenantStore, account_id: str, patch: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None
) -> AccountView:
    """Apply a merge-patch (RFC 7396); closing the last open account makes the contact a past customer (S3.5).

    Raises ValidationFailed, RuleBroken `kyc_restricted` for an account that is opened again, or `credit_limit_exceeded`,
    VersionMismatch, NotFound.
    """
    with found_by_own_id("account"):
        contact = editable_contact(store, store.accounts.contact_of(account_id), by=by)
        account = store.accounts.get(contact.contact_id, account_id)
    require_version(account.version, if_match)
    settings = store.settings.current()
    changed = with_fields(account, **checked_account(patched_fields(AccountFields, account, patch), settings, before=account))
    if changed == account:
        return _view(store, account)
    after = next_version(changed, updated_at=now)
    change = ACCOUNTS.change_of(
        store, contact, account, after, contact_after=after_account(contact, account, after), verb="changed"
    )
    require_account_permitted(change, account, after, settings, now)
    commit_change(store, change, by=by, now=now)
    return _view(store, after)


@retried_when_raced
def delete_account(store: TenantStore, account_id: str, *, by: Caller, now: datetime, if_match: int | None) -> None:
    """Delete an account that was opened by mistake. Without another one the contact never was a customer.

    Raises RuleBroken `account_in_use` if something was posted to it or a communication is about it, VersionMismatch, NotFound.
    """
    with found_by_own_id("account"):
        contact = editable_contact(store, store.accounts.contact_of(account_id), by=by)
        account = ACCOUNTS.at_version(store, contact.contact_id, account_id, if_match)
    _require_unused(store, contact, account, now)
    others = [one for one in store.accounts.all_of(contact.contact_id) if one.account_id != account_id]
    owner = after_removal(contact, account, others)
    change = ACCOUNTS.change_of(store, contact, account, None, contact_after=owner, verb="deleted")
    commit_change(store, change, by=by, now=now)


def _require_unused(store: TenantStore, contact: Contact, account: Account, now: datetime) -> None:
    posted, _ = store.transactions.page(account.account_id, limit=1, after=None)
    said, _ = store.communications.shown_at(now).page(contact.own_ids(), limit=_MOST_COMMUNICATIONS, after=None)
    uses = [("transactions", "Something was posted to the account.")] if posted else []
    uses += (
        [("communications", "A communication is about the account.")]
        if any(one.account_id == account.account_id for one in said)
        else []
    )
    if uses:
        errors = [FieldError("", f"has_{noun}", message) for noun, message in uses]
        raise RuleBroken(
            "The account is in use. Close it instead: send `state` as `closed`.", code="account_in_use", errors=errors
        )


def read_contact_information(
    store: TenantStore, contact_id: str, *, level: Level | None, account_id: str | None, service: str | None, by: Caller
) -> InformationView:
    """Return the email, phone and address that a message would use, and the level of each; changes nothing (S0.28).

    `level` contact ignores the accounts; `level` account without an `account_id` uses the oldest active account first.
    Raises NotFound for an account that does not belong to the contact (S0.17).
    """
    profile = visible_profile(store, contact_id, by=by)
    accounts = store.accounts.all_in(profile.children)
    if account_id is not None:
        _one_of(accounts, account_id)
    considered = [] if level is Level.CONTACT else accounts
    found = resolve(
        profile.contact,
        considered,
        account_id=account_id,
        service=service,
        any_account=level is Level.ACCOUNT,
        unusable=_unusable(store, profile.contact, accounts),
    )
    return information_view(found, store.settings.current().types)


def _view(store: TenantStore, account: Account) -> AccountView:
    return account_view(account, store.settings.current().types)


def _unusable(store: TenantStore, contact: Contact, accounts: list[Account]) -> set[str]:
    """Return the emails and phones that are not used because they bounced (S0.15)."""
    applied = applied_lists(store)
    return {
        point
        for channel in (Channel.EMAIL, Channel.SMS)
        for point in bounced_points(contact, accounts, look_up(store, applied, [(contact, accounts)], channel))
    }


def _one_of(accounts: list[Account], account_id: str) -> Account:
    found = next((account for account in accounts if account.account_id == account_id), None)
    if found is None:
        raise NotFound("There is no such account.")
    return found
