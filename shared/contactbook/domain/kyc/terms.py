"""What a KYC standing allows: opening accounts, credit limits, a wallet's balance (S2.71, S2.72, S2.107)."""

from contactbook.domain.base.values import Money, Value
from contactbook.domain.base.versions import built, with_fields
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.rules import profile_named
from contactbook.domain.kyc.ways_out import refused
from contactbook.domain.settings.kyc import Kyc, KycRight, KycTerms

# The codes of an account that is refused.
KYC_RESTRICTED = "kyc_restricted"
CREDIT_LIMIT_EXCEEDED = "credit_limit_exceeded"


class KycAllowances(Value):
    """What a contact may do now, as a portal asks it. An amount of None is no bound."""

    may: tuple[KycRight, ...]
    maximum_credit_limit: Money | None = None
    wallet_threshold: Money | None = None


class AccountAbove(Value):
    """An open account whose credit limit is above the maximum of its contact's KYC standing."""

    account_id: str
    credit_limit: Money


def terms_of(contact: Contact, kyc: Kyc) -> KycTerms:
    """Return the terms of the contact's standing: of its profile, of having none, or of a refuted or expired one."""
    held = contact.kyc
    if held is not None and held.state is KycState.REFUTED and kyc.refuted is not None:
        return kyc.refuted
    if held is not None and held.state is KycState.EXPIRED and kyc.expired is not None:
        return kyc.expired
    profile = profile_named(kyc, held.profile) if held else None
    return profile or kyc.without_profile or built(KycTerms)


def allowances_of(contact: Contact, with_account: Contact, kyc: Kyc) -> KycAllowances:
    """Return what the contact may do. `with_account` is the contact as it would be if it opened an account now.

    An account and its credit limit are judged by the profile that the contact would get with it (S2.71); all else by the profile
    that it has.
    """
    now, then = terms_of(contact, kyc), terms_of(with_account, kyc)
    may = [right for right in KycRight if right in (then if right is KycRight.OPEN_ACCOUNT else now).may]
    return KycAllowances(may=tuple(may), maximum_credit_limit=then.maximum_credit_limit, wallet_threshold=now.wallet_threshold)


def require_account_allowed(with_account: Contact, kyc: Kyc, limit: Money | None) -> None:
    """Raise RuleBroken `kyc_restricted` or `credit_limit_exceeded` unless the contact may open an account with this credit limit.

    `with_account` is the contact with the account, and with the profile that it gets with it, as it stands today.
    """
    if KycRight.OPEN_ACCOUNT not in terms_of(with_account, kyc).may:
        raise refused(
            "The KYC definition does not let this contact open an account. See `GET /v1/contacts/{id}/kyc` for what it needs.",
            KYC_RESTRICTED,
            "",
            _way_out(with_account),
        )
    require_credit_limit_allowed(with_account, kyc, limit)


def require_credit_limit_allowed(contact: Contact, kyc: Kyc, limit: Money | None) -> None:
    """Raise RuleBroken `credit_limit_exceeded` for a limit above what the contact's standing allows (S2.72, S2.107)."""
    maximum = terms_of(contact, kyc).maximum_credit_limit
    if limit is not None and maximum is not None and limit > maximum:
        raise refused(
            f"The credit limit exceeds the maximum of the contact's KYC standing, {maximum}. Send that or less, or change its profile first.",
            CREDIT_LIMIT_EXCEEDED,
            "/credit_limit",
            f"The maximum is {maximum}.",
        )


def _way_out(contact: Contact) -> str:
    held = contact.kyc
    if held is None:
        return "It has no profile. Give the `missing_fields` of `GET /v1/contacts/{id}/kyc`."
    if held.state in (KycState.REFUTED, KycState.EXPIRED):
        return (
            f"Its profile '{held.profile}' is {held.state.value}. Give a required field another value, or upload a new required "
            "document: only that brings it back."
        )
    return f"Its profile '{held.profile}' does not allow it. Change it to one that does."


def accounts_above(contact: Contact, kyc: Kyc) -> tuple[AccountAbove, ...]:
    """Return the open accounts whose credit limit is above the maximum of the contact's standing (S2.72)."""
    maximum = terms_of(contact, kyc).maximum_credit_limit if contact.credit_limits else None
    if maximum is None:
        return ()
    found = sorted((contact.credit_limits or {}).items())
    return tuple(AccountAbove(account_id=account_id, credit_limit=limit) for account_id, limit in found if limit > maximum)


def with_limits_judged(contact: Contact, kyc: Kyc) -> Contact:
    """Return the contact with the mark that says whether one of its credit limits is above the maximum."""
    is_above = contact.erasure is None and bool(accounts_above(contact, kyc))
    return contact if contact.above_maximum is is_above else with_fields(contact, above_maximum=is_above)
