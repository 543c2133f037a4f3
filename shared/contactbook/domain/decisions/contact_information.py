"""Resolves the email, phone and mailing address that are used, and the level that each comes from (S0.4-S0.18).

Each item is resolved on its own: an account's item is used if the communication is about the account and the account has the
item, else the contact's. A mailing address is one block: an account's street is never combined with a contact's city (S0.14).
A blank value counts as missing (S0.15).
"""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from contactbook.domain.accounts.accounts import Account, AccountState, is_of_service
from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import is_blank
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.labels import LabelledAddress, labelled_address
from contactbook.domain.contacts.own_information import (
    contact_email,
    contact_mailing_address,
    contact_phone,
    contact_text_number,
)
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.reach import ascii_email, may_be_texted
from contactbook.domain.settings.fields import Types

T = TypeVar("T")


class Level(StrEnum):
    """Whose information is meant: the contact's own or one account's."""

    CONTACT = "contact"
    ACCOUNT = "account"


class MissingReason(StrEnum):
    """Why an item is not available: neither level has it (S0.16), or the values are known not to work (S0.15)."""

    NO_EMAIL = "no_email"
    NO_PHONE = "no_phone"
    NO_ADDRESS = "no_address"
    UNUSABLE = "unusable"


class Resolved(Value, Generic[T]):
    """One resolved item. `value` and `level` are null together, and then `reason` says why.

    `account_id` is the account that it came from, null at contact level. `passed_over` names the levels whose value is known
    not to work, such as a bounced address.
    """

    value: T | None = None
    level: Level | None = None
    account_id: str | None = None
    reason: MissingReason | None = None
    passed_over: tuple[Level, ...] = ()


class ResolvedInformation(Value):
    """The three items, each with its level. `account_id` is the account that the communication is about, if any."""

    email: Resolved[str]
    phone: Resolved[str]
    mailing_address: Resolved[Address]
    account_id: str | None = None


class InformationView(ResolvedInformation):
    """The three items as callers see them, with the label of the address's type (S2.5)."""

    mailing_address: Resolved[LabelledAddress]  # type: ignore[assignment]  # The label is beside the address's own fields.


def information_view(found: ResolvedInformation, types: Types) -> InformationView:
    """Return the information as callers see it."""
    address = found.mailing_address.value
    labelled = {**dict(found.mailing_address), "value": labelled_address(address, types) if address else None}
    return InformationView.model_construct(
        **{**dict(found), "mailing_address": Resolved[LabelledAddress].model_construct(**labelled)}
    )


def resolve(
    contact: Contact,
    accounts: Sequence[Account] = (),
    *,
    account_id: str | None = None,
    service: str | None = None,
    any_account: bool = False,
    unusable: Collection[str] = (),
    channel: Channel | None = None,
) -> ResolvedInformation:
    """Return the information that would be used for a communication to this contact.

    - Without `account_id` and `service`: the contact's own, exactly as on its profile (S0.6-S0.8, S0.24).
    - With `account_id`: that account's items come first, unless it is closed (S0.9-S0.13, S0.21).
    - With `service`, a product or a service group: the oldest active matching account that has the item comes first
      (S0.18, S0.25).
    - With `any_account`: the oldest active account that has the item comes first.

    `account_id` has priority over `service`, and both have priority over `any_account`. Accounts of other contacts are ignored
    (S0.17). `unusable` holds emails (as `comparable_email` returns them) and phones (E.164) that are known not to work: they
    count as missing (S0.15).

    With `channel`, the account that holds what the channel delivers to is tried first for every item, and is the account that the
    communication is about (S0.12). For texts the phone is one that a text message can reach: a landline is passed over.
    """
    candidates = _candidates(contact, accounts, account_id, service, any_account=any_account)
    texts = channel is Channel.SMS

    def usable_email(value: str) -> bool:
        return comparable_email(value) not in unusable

    def usable_phone(value: str) -> bool:
        return value not in unusable and (not texts or may_be_texted(value))

    delivery: dict[Channel, Callable[[Account], bool]] = {
        Channel.EMAIL: lambda account: _holds(_email_of(account), usable_email),
        Channel.SMS: lambda account: _holds(_phone_of(account), usable_phone),
        Channel.PRINT: lambda account: _address_of(account) is not None,
    }
    if channel is not None:
        candidates = sorted(candidates, key=lambda account: not delivery[channel](account))
    own_phone = contact_text_number(contact) if texts else contact_phone(contact)
    return ResolvedInformation(
        email=_resolved(candidates, _email_of, contact_email(contact), usable_email, MissingReason.NO_EMAIL),
        phone=_resolved(candidates, _phone_of, own_phone, usable_phone, MissingReason.NO_PHONE),
        mailing_address=_resolved(
            candidates, _address_of, contact_mailing_address(contact), lambda _: True, MissingReason.NO_ADDRESS
        ),
        account_id=candidates[0].account_id if candidates else None,
    )


def unsendable_emails(contact: Contact, accounts: Sequence[Account]) -> set[str]:
    """Return the emails of the contact and its accounts that SES cannot take, in the form that `resolve` takes."""
    own = [email.address for email in contact.emails]
    known = [*own, *(account.contact_information.email for account in accounts)]
    return {comparable_email(email) for email in known if email and ascii_email(email) is None}


def bounced_points(contact: Contact, accounts: Sequence[Account], suppressions: Suppressions) -> set[str]:
    """Return the bounced emails and phones of the contact and its accounts, in the form that `resolve` takes."""
    known = [account.contact_information for account in accounts]
    emails = [email.address for email in contact.emails] + [found.email for found in known if found.email]
    phones = [phone.number for phone in contact.phones] + [found.phone for found in known if found.phone]
    bounced = {comparable_email(email) for email in emails if suppressions.of_email(email) is SkipReason.BOUNCED}
    return bounced | {phone for phone in phones if suppressions.of_phone(phone) is SkipReason.BOUNCED}


def _candidates(
    contact: Contact, accounts: Sequence[Account], account_id: str | None, service: str | None, *, any_account: bool
) -> list[Account]:
    """Return the open accounts to try, in order: the named one, or those of the service, oldest first."""
    own = [one for one in accounts if one.contact_id == contact.contact_id and one.state is AccountState.OPEN]
    if account_id is not None:
        return [account for account in own if account.account_id == account_id]
    if is_blank(service):
        matching = own if any_account else []
    else:
        matching = [account for account in own if is_of_service(account, service)]
    return sorted(matching, key=lambda account: (account.created_at, account.account_id))


def _holds(value: str | None, is_usable: Callable[[str], bool]) -> bool:
    return value is not None and is_usable(value)


def _resolved(
    candidates: Sequence[Account],
    item_of: Callable[[Account], T | None],
    of_contact: T | None,
    is_usable: Callable[[T], bool],
    missing: MissingReason,
) -> Resolved[T]:
    passed_over: dict[Level, None] = {}
    held = [(Level.ACCOUNT, account.account_id, item_of(account)) for account in candidates]
    for level, account_id, value in [*held, (Level.CONTACT, None, of_contact)]:
        if value is None:
            continue
        if is_usable(value):
            return Resolved(value=value, level=level, account_id=account_id, passed_over=tuple(passed_over))
        passed_over[level] = None
    return Resolved(reason=MissingReason.UNUSABLE if passed_over else missing, passed_over=tuple(passed_over))


def _email_of(account: Account) -> str | None:
    return _filled(account.contact_information.email)


def _phone_of(account: Account) -> str | None:
    return _filled(account.contact_information.phone)


def _address_of(account: Account) -> Address | None:
    address = account.contact_information.mailing_address
    return address if address and address.active and not is_blank(address.line_1) else None


def _filled(value: str | None) -> str | None:
    return None if is_blank(value) else value
