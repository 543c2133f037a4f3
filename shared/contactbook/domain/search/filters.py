"""The filters of a search, and whether a contact meets them (S2.14)."""

from collections.abc import Iterator

from contactbook.domain.base.comparable import comparable_address, comparable_email
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.life_cycle import is_past_customer, life_cycle_state, stage
from contactbook.domain.contacts.record import ConsentState, Contact, ContactKind, LifeCycleState, Stage
from contactbook.domain.search.facets import (
    CUSTOM,
    Facet,
    comparable_city,
    comparable_custom,
    comparable_postal_code,
    facet,
    facets_of,
)

# Filters with rows of their own, those that are likely the most selective first. Custom fields come behind the tag.
_FACETS = (
    "postal_code",
    "tag",
    "city",
    "industry",
    "industry_sector",
    "kyc_state",
    "kyc_profile",
    "category",
    "owned_by_group",
    "consent_state",
    "past_customer",
    "country",
    "stage",
    "kind",
)
_STATED = ("tag", "kyc_state", "kyc_profile", "category", "owned_by_group", "country", "industry", "industry_sector")


class Filters(Value):
    """The filters of a search. A contact must match all that are given."""

    kind: ContactKind | None = None
    life_cycle_state: LifeCycleState | None = None
    stage: Stage | None = None
    past_customer: Flag | None = None
    category: str | None = None
    tag: str | None = None
    list_id: str | None = None
    owned_by_group: str | None = None
    kyc_profile: str | None = None
    kyc_state: KycState | None = None
    consent_state: ConsentState | None = None
    # Of one active address or of several.
    country: str | None = None
    city: str | None = None
    postal_code: str | None = None
    industry: str | None = None
    industry_sector: str | None = None
    email: str | None = None
    # In E.164.
    phone: str | None = None
    # `system:id`.
    external_id: str | None = None
    # The comparable value by the name of the field.
    custom: dict[str, str] = {}
    created_since: Moment | None = None
    updated_since: Moment | None = None

    def is_only_about_names(self) -> bool:
        """True if the answer reveals nothing but names. A caller who may select but not view a contact may ask no more (S3.15)."""
        return self == Filters(kind=self.kind)


def fits(contact: Contact, filters: Filters) -> bool:
    """True if the contact matches every filter that is given."""
    return (
        filters.kind in (None, contact.kind)
        and filters.life_cycle_state in (None, life_cycle_state(contact))
        and filters.stage in (None, stage(contact))
        and filters.past_customer in (None, is_past_customer(contact))
        and filters.consent_state in (None, contact.consent.state)
        and (filters.list_id is None or filters.list_id in contact.list_ids)
        and (filters.created_since is None or contact.created_at >= filters.created_since)
        and (filters.updated_since is None or contact.updated_at >= filters.updated_since)
        and _has_ids(contact, filters)
        and all(comparable_custom(contact.custom.get(name)) == value for name, value in filters.custom.items())
        and _has_city(contact, filters.city)
        and {facet(name, value) for name, value in _stated(filters)} <= facets_of(contact)
    )


def facets_to_read(filters: Filters) -> list[Facet]:
    """Return the filters that have rows, those that are likely the most selective first."""
    values = dict(_every_facet(filters))
    custom = [facet(f"{CUSTOM}{name}", value) for name, value in filters.custom.items()]
    rows = [facet(name, values[name]) for name in _FACETS if name in values]
    return [*rows[:2], *custom, *rows[2:]]


def _has_ids(contact: Contact, filters: Filters) -> bool:
    """True if the contact has the email, the phone and the id of another system that are asked for."""
    if filters.email is not None and comparable_email(filters.email) not in {
        comparable_email(email.address) for email in contact.emails
    }:
        return False
    if filters.phone is not None and comparable_address(filters.phone) not in {
        comparable_address(phone.number) for phone in contact.phones
    }:
        return False
    return filters.external_id is None or _has_external_id(contact, filters.external_id)


def _has_external_id(contact: Contact, wanted: str) -> bool:
    """True if the contact has this id, or if the id led to a contact that was merged into it. `wanted` is `system:id`."""
    system, _, external_id = wanted.partition(":")
    return external_id in (contact.external_ids.get(system), *contact.led_external_ids.get(system, ()))


def _has_city(contact: Contact, wanted: str | None) -> bool:
    if wanted is None:
        return True
    cities = {comparable_city(address.city) for address in contact.addresses if address.active and address.city}
    return comparable_city(wanted) in cities


def _stated(filters: Filters) -> Iterator[tuple[str, str]]:
    for name in _STATED:
        value = getattr(filters, name)
        if value is not None:
            yield name, str(value)
    if filters.postal_code is not None:
        yield "postal_code", comparable_postal_code(filters.postal_code)


def _every_facet(filters: Filters) -> Iterator[tuple[str, str]]:
    yield from _stated(filters)
    if filters.city is not None:
        yield "city", comparable_city(filters.city)
    if filters.past_customer:
        yield "past_customer", "true"
    if filters.consent_state not in (None, ConsentState.PENDING):
        yield "consent_state", str(filters.consent_state)
    if filters.stage not in (None, Stage.LEAD):
        yield "stage", str(filters.stage)
    elif filters.life_cycle_state is LifeCycleState.FINANCIAL:
        # A contact is a customer exactly while it has an open account.
        yield "stage", Stage.CUSTOMER.value
    if filters.kind is ContactKind.COMPANY:
        yield "kind", filters.kind.value
