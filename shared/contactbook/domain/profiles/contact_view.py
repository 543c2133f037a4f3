"""A contact as callers see it: the stored fields, the derived fields, and its accounts."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from contactbook.domain.accounts.accounts import Account, AccountView, account_view
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import built, with_fields
from contactbook.domain.consent.states import form_of
from contactbook.domain.contacts.labels import (
    LabelledAddress,
    LabelledEmail,
    LabelledPhone,
    labelled_addresses,
    labelled_emails,
    labelled_phones,
)
from contactbook.domain.contacts.life_cycle import is_past_customer, life_cycle_state, stage
from contactbook.domain.contacts.names import display_name, full_name
from contactbook.domain.contacts.own_information import missing_information
from contactbook.domain.contacts.points import displayed_phone
from contactbook.domain.contacts.record import (
    Contact,
    ContactConsent,
    ContactFields,
    ContactKind,
    Erasure,
    LifeCycleState,
    Origin,
    Preferences,
    Stage,
)
from contactbook.domain.contacts.rules import birthday_of
from contactbook.domain.kyc.view import KycStanding, kyc_standing
from contactbook.domain.lists.lists import ListName
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.opportunities.opportunities import Opportunity, may_use_opportunity_features
from contactbook.domain.settings.sections import Settings


class PreferencesView(Value):
    """The two marketing permissions: who changed each, when and through what (S2.48)."""

    direct_marketing: Flag
    affiliate_marketing: Flag
    direct_marketing_changed_at: Moment | None = None
    direct_marketing_changed_by: Actor | None = None
    direct_marketing_changed_through: str | None = None
    affiliate_marketing_changed_at: Moment | None = None
    affiliate_marketing_changed_by: Actor | None = None
    affiliate_marketing_changed_through: str | None = None
    # Over which channels marketing may go (S5.6).
    channels: dict[Channel, Flag] = {}


class _Identified(Value):
    contact_id: str


# pydantic takes the fields of the last base first, and a response begins with its own id.
class ContactView(ContactFields, _Identified):
    """The whole profile."""

    kind: ContactKind
    display_name: str
    emails: tuple[LabelledEmail, ...] = ()
    phones: tuple[LabelledPhone, ...] = ()
    addresses: tuple[LabelledAddress, ...] = ()
    # The phones in the tenant's format (S2.11), in the order of `phones`. `phones` stay in E.164.
    display_phones: tuple[str, ...]
    life_cycle_state: LifeCycleState
    stage: Stage
    past_customer: bool
    origin: Origin
    source: str | None
    privacy_level: int
    consent: ContactConsent
    preferences: PreferencesView
    kyc: KycStanding
    list_ids: tuple[str, ...]
    # The same lists by their names, in the order of `list_ids`.
    lists: tuple[ListName, ...] = ()
    # Set once anonymization has begun. Nothing personal is left then.
    erasure: Erasure | None
    accounts: tuple[AccountView, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    # True if features that build on opportunities are open to the contact (S1.8).
    opportunity_features: bool
    # Which of email, phone and mailing address are missing at the contact level (S0.2).
    missing_contact_information: tuple[str, ...]
    version: int
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    updated_by: Actor


class ChangedContactView(ContactView):
    """The profile after a change, with the opportunities that show the contact's details and changed with it (S1.21)."""

    affected_opportunity_ids: tuple[str, ...] = ()


def preferences_view(preferences: Preferences) -> PreferencesView:
    """Return the preferences as callers see them."""
    direct, affiliate = preferences.direct_marketing, preferences.affiliate_marketing
    return built(
        PreferencesView,
        direct_marketing=direct.value,
        affiliate_marketing=affiliate.value,
        direct_marketing_changed_at=direct.changed_at,
        direct_marketing_changed_by=direct.changed_by,
        direct_marketing_changed_through=direct.changed_through,
        affiliate_marketing_changed_at=affiliate.changed_at,
        affiliate_marketing_changed_by=affiliate.changed_by,
        affiliate_marketing_changed_through=affiliate.changed_through,
        channels={channel: preferences.of_channel(channel).value for channel in Channel},
    )


@cache
def _stored_fields() -> tuple[str, ...]:
    """Return the fields that a profile shows as they are stored, and those that it works out from the stored ones."""
    return tuple(name for name in ContactView.model_fields if name in Contact.model_fields)


def contact_view(
    contact: Contact,
    settings: Settings,
    *,
    now: datetime,
    accounts: Sequence[Account] = (),
    opportunities: Sequence[Opportunity] = (),
    lists: Sequence[ListName] = (),
    include_inactive: bool = False,
) -> ContactView:
    """Return the profile. Inactive addresses are left out unless `include_inactive` (S2.41)."""
    stored = {name: getattr(contact, name) for name in _stored_fields()}
    addresses = [address for address in contact.addresses if address.active or include_inactive]
    return built(
        ContactView,
        **stored
        | {
            "full_name": full_name(contact),
            "birthday": birthday_of(contact),
            "emails": labelled_emails(contact.emails, settings.types),
            "phones": labelled_phones(contact.phones, settings.types),
            "addresses": labelled_addresses(addresses, settings.types),
            "display_name": display_name(contact, contact.kind, settings.name_display),
            "display_phones": tuple(displayed_phone(phone, settings.formatting.phone) for phone in contact.phones),
            "life_cycle_state": life_cycle_state(contact),
            "stage": stage(contact),
            "past_customer": is_past_customer(contact),
            "consent": with_fields(contact.consent, form_attachment_id=form_of(contact.consent, settings.consent)),
            "preferences": preferences_view(contact.preferences),
            "kyc": kyc_standing(contact, settings, now),
            "accounts": tuple(account_view(account, settings.types) for account in accounts),
            "opportunities": tuple(opportunities),
            "lists": tuple(lists),
            "opportunity_features": may_use_opportunity_features(contact),
            "missing_contact_information": missing_information(contact),
        },
    )
