"""The routes that search and count contacts."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Country, Moment
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import ConsentState, ContactKind, LifeCycleState, Stage
from contactbook.domain.profiles.listed_contact import ListedContact, SelectableContact, listed
from contactbook.domain.search.filters import Filters
from contactbook.domain.search.order import ContactCount, Order
from contactbook.services.search import find
from contactbook.services.search.asked import filters_of

router = Router()
_CUSTOM = "custom."


def _custom_filters(request: Request) -> dict[str, str]:
    given = request.resolved_event.query_string_parameters or {}
    return {name.removeprefix(_CUSTOM): value for name, value in given.items() if name.startswith(_CUSTOM)}


Searcher = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Custom = Annotated[dict[str, str], Depends(_custom_filters)]
# Stands for every parameter that begins so; they are read by `Custom`.
CustomFamily = Annotated[
    str | None, Query(alias="custom.<name>", max_length=1000, description="The value of a custom field, by the field's name.")
]
Text = Annotated[
    str | None,
    Query(
        max_length=200,
        description="The start of any word of the name, an email, a phone, an identifier or an id of another system; also the domain "
        "of an email, and the last digits of a phone, three at least.",
    ),
]
Name = Annotated[str | None, Query(min_length=1, max_length=100)]
Id = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
OfCountry = Annotated[Country | None, Query(description="The country of an active address.")]
City = Annotated[str | None, Query(min_length=1, max_length=200, description="The whole city of an active address.")]
PostalCode = Annotated[str | None, Query(min_length=1, max_length=20, description="The whole postal code of an active address.")]
EmailAddress = Annotated[str | None, Query(min_length=3, max_length=254, description="A whole email address.")]
PhoneNumber = Annotated[
    str | None, Query(min_length=2, max_length=40, description="A whole number; without a country code, of the tenant's region.")
]
OfSystem = Annotated[
    str | None, Query(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}:.{1,200}$", description="An id of another system: `system:id`.")
]
PastCustomer = Annotated[bool | None, Query(description="True for those that had an account and have no open one.")]
Sort = Annotated[Order | None, Query(description="`last_name` sorts companies by their name. `-` in front means descending.")]


@router.get("/v1/contacts", tags=["Contacts"])
def find_contacts(
    caller: Searcher,
    store: Store,
    now: Now,
    paging: Pages,
    custom: Custom,
    q: Text = None,
    kind: ContactKind | None = None,
    life_cycle_state: LifeCycleState | None = None,
    stage: Stage | None = None,
    past_customer: PastCustomer = None,
    category: Name = None,
    tag: Name = None,
    list_id: Id = None,
    owned_by_group: Name = None,
    kyc_profile: Name = None,
    kyc_state: KycState | None = None,
    consent_state: ConsentState | None = None,
    country: OfCountry = None,
    city: City = None,
    postal_code: PostalCode = None,
    industry: Name = None,
    industry_sector: Name = None,
    email: EmailAddress = None,
    phone: PhoneNumber = None,
    external_id: OfSystem = None,
    created_since: Moment | None = None,
    updated_since: Moment | None = None,
    custom_family: CustomFamily = None,  # noqa: ARG001 - it names the parameters that `custom` reads
    sort: Sort = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[ListedContact | SelectableContact]:
    """Find contacts.

    A contact must match every given filter. It must match all words of `q`. Accents, case, and Greek or Latin letters make no
    difference. A page may hold fewer contacts than `limit` without being the last. Continue while there is a `next_cursor`.
    A contact that changes while pages are read may be on two of them. A contact that the caller's group may only select shows its id,
    kind and name.
    """
    filters = filters_of(
        store,
        Filters(
            kind=kind,
            life_cycle_state=life_cycle_state,
            stage=stage,
            past_customer=past_customer,
            category=category,
            tag=tag,
            list_id=list_id,
            owned_by_group=owned_by_group,
            kyc_profile=kyc_profile,
            kyc_state=kyc_state,
            consent_state=consent_state,
            country=country,
            city=city,
            postal_code=postal_code,
            industry=industry,
            industry_sector=industry_sector,
            email=email,
            phone=phone,
            external_id=external_id,
            custom=custom,
            created_since=created_since,
            updated_since=updated_since,
        ),
    )
    found, after = find.search_contacts(store, q, filters, sort, by=caller, now=now, limit=limit, after=paging.after(cursor))
    settings = store.settings.current()
    return paging.page([listed(one.contact, settings, may_view=one.may_view, now=now) for one in found], after)


@router.get("/v1/contacts/count", tags=["Contacts"])
def count_contacts(
    caller: Searcher,
    store: Store,
    now: Now,
    custom: Custom,
    q: Text = None,
    kind: ContactKind | None = None,
    life_cycle_state: LifeCycleState | None = None,
    stage: Stage | None = None,
    past_customer: PastCustomer = None,
    category: Name = None,
    tag: Name = None,
    list_id: Id = None,
    owned_by_group: Name = None,
    kyc_profile: Name = None,
    kyc_state: KycState | None = None,
    consent_state: ConsentState | None = None,
    country: OfCountry = None,
    city: City = None,
    postal_code: PostalCode = None,
    industry: Name = None,
    industry_sector: Name = None,
    email: EmailAddress = None,
    phone: PhoneNumber = None,
    external_id: OfSystem = None,
    created_since: Moment | None = None,
    updated_since: Moment | None = None,
    custom_family: CustomFamily = None,  # noqa: ARG001 - it names the parameters that `custom` reads
) -> ContactCount:
    """Count contacts as the search finds them. Up to 10,000 are looked at; with `more`, there are others."""
    filters = filters_of(
        store,
        Filters(
            kind=kind,
            life_cycle_state=life_cycle_state,
            stage=stage,
            past_customer=past_customer,
            category=category,
            tag=tag,
            list_id=list_id,
            owned_by_group=owned_by_group,
            kyc_profile=kyc_profile,
            kyc_state=kyc_state,
            consent_state=consent_state,
            country=country,
            city=city,
            postal_code=postal_code,
            industry=industry,
            industry_sector=industry_sector,
            email=email,
            phone=phone,
            external_id=external_id,
            custom=custom,
            created_since=created_since,
            updated_since=updated_since,
        ),
    )
    return find.count_contacts(store, q, filters, by=caller, now=now)
