"""Opening an account of a contact: the one way by which an account comes into being, whoever asks for it (S2.71-S2.73)."""

from dataclasses import replace
from datetime import datetime

from contactbook.domain.accounts.accounts import MAXIMUM_ACCOUNTS, Account, AccountState, after_account
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.terms import require_account_allowed, require_credit_limit_allowed
from contactbook.domain.settings.sections import Settings
from contactbook.services.changes.children import Children
from contactbook.services.changes.commit import ContactChange
from contactbook.services.changes.kyc_step import standing_now, with_kyc
from contactbook.storage.tenant_store import TenantStore

ACCOUNTS: Children[Account] = Children("account", "accounts", MAXIMUM_ACCOUNTS, lambda store: store.accounts)


def account_opening(
    store: TenantStore,
    contact: Contact,
    account_id: str,
    fields: dict[str, object],
    *,
    now: datetime,
    kyc_profile: str | None = None,
) -> tuple[Account, ContactChange]:
    """Return the account that checked fields make, and the change of the contact that adds it. Nothing is stored yet.

    The first open account makes the contact a customer, and can assign a KYC profile (S2.74). The account is judged by the profile
    that the contact gets with it. Raises RuleBroken `kyc_restricted`, `credit_limit_exceeded`, and for a `kyc_profile` as
    `domain.kyc.profiles.assign`.
    """
    settings = store.settings.current()
    account = Account.model_validate(
        fields | {"account_id": account_id, "contact_id": contact.contact_id, "created_at": now, "updated_at": now}
    )
    owner = after_account(contact, None, account)
    opened = ACCOUNTS.change_of(store, contact, None, account, contact_after=owner, verb="created")
    change = replace(opened, kyc_profile=kyc_profile)
    require_account_permitted(change, None, account, settings, now)
    return account, change


def require_account_permitted(
    change: ContactChange, before: Account | None, after: Account, settings: Settings, now: datetime
) -> None:
    """Check an account that is opened, opened again, or gets another credit limit. Raises as `account_opening`."""
    judged = standing_now(with_kyc(change.before, change.after, settings, change.action, now, change.kyc_profile), settings, now)
    is_opened = after.state is AccountState.OPEN and (before is None or before.state is not AccountState.OPEN)
    if is_opened:
        require_account_allowed(judged, settings.kyc, after.credit_limit)
    elif before is None or before.credit_limit != after.credit_limit:
        require_credit_limit_allowed(judged, settings.kyc, after.credit_limit)
