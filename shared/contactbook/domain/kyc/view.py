"""The state of a contact's KYC profile, as a portal shows it."""

from datetime import datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.values import Day, Moment, Value
from contactbook.domain.base.versions import built
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact
from contactbook.domain.kyc.ends import standing_on
from contactbook.domain.kyc.rules import information_to_ask_for
from contactbook.domain.kyc.terms import terms_of
from contactbook.domain.settings.sections import Settings


class KycStanding(Value):
    """The assigned profile, if any, with its limit. `missing_fields` is what to ask the customer for next."""

    profile: str | None
    state: KycState | None
    assigned_on: Day | None = None
    documents_provided_on: Day | None = None
    expires_on: Day | None = None
    expires_because: str | None = None
    reason: str | None = None
    since: Moment | None = None
    maximum_credit_limit: str | None = None
    missing_fields: tuple[str, ...] = ()
    # Those of the missing fields of which one is enough (S2.81).
    one_is_enough: tuple[str, ...] = ()


def kyc_standing(contact: Contact, settings: Settings, now: datetime) -> KycStanding:
    """Return the state of the contact's profile today, in the tenant's time zone."""
    today = today_in(settings.localization.time_zone, now)
    contact = standing_on(contact, today)
    limit = terms_of(contact, settings.kyc).maximum_credit_limit
    missing = information_to_ask_for(contact, settings.kyc, today)
    stated = (
        {name: getattr(contact.kyc, name, None) for name in KycStanding.model_fields}
        if contact.kyc
        else {"profile": None, "state": None}
    )
    return built(
        KycStanding,
        **stated
        | {
            "maximum_credit_limit": str(limit) if limit is not None else None,
            "missing_fields": missing.fields,
            "one_is_enough": missing.one_is_enough,
        },
    )
