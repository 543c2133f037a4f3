import datetime
from typing import Any

from ....request import Answer, Request
from ...models.consent_state import ConsentState
from ...models.contact_kind import ContactKind
from ...models.contact_order import ContactOrder
from ...models.contact_stage import ContactStage
from ...models.kyc_state import KycState
from ...models.life_cycle_state import LifeCycleState
from ...models.listed_contact_page import ListedContactPage
from ...types import UNSET, Unset


def contacts_list(
    *,
    q: None | str | Unset = UNSET,
    kind: ContactKind | None | Unset = UNSET,
    life_cycle_state: LifeCycleState | None | Unset = UNSET,
    stage: ContactStage | None | Unset = UNSET,
    past_customer: bool | None | Unset = UNSET,
    category: None | str | Unset = UNSET,
    tag: None | str | Unset = UNSET,
    list_id: None | str | Unset = UNSET,
    owned_by_group: None | str | Unset = UNSET,
    kyc_profile: None | str | Unset = UNSET,
    kyc_state: KycState | None | Unset = UNSET,
    consent_state: ConsentState | None | Unset = UNSET,
    country: None | str | Unset = UNSET,
    city: None | str | Unset = UNSET,
    postal_code: None | str | Unset = UNSET,
    industry: None | str | Unset = UNSET,
    industry_sector: None | str | Unset = UNSET,
    email: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    external_id: None | str | Unset = UNSET,
    created_since: datetime.datetime | None | Unset = UNSET,
    updated_since: datetime.datetime | None | Unset = UNSET,
    custom_name: None | str | Unset = UNSET,
    sort: ContactOrder | None | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ListedContactPage]:
    """Find contacts."""
    params: dict[str, Any] = {}

    json_q: None | str | Unset
    if isinstance(q, Unset):
        json_q = UNSET
    else:
        json_q = q
    params["q"] = json_q

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, ContactKind):
        json_kind = kind.value
    else:
        json_kind = kind
    params["kind"] = json_kind

    json_life_cycle_state: None | str | Unset
    if isinstance(life_cycle_state, Unset):
        json_life_cycle_state = UNSET
    elif isinstance(life_cycle_state, LifeCycleState):
        json_life_cycle_state = life_cycle_state.value
    else:
        json_life_cycle_state = life_cycle_state
    params["life_cycle_state"] = json_life_cycle_state

    json_stage: None | str | Unset
    if isinstance(stage, Unset):
        json_stage = UNSET
    elif isinstance(stage, ContactStage):
        json_stage = stage.value
    else:
        json_stage = stage
    params["stage"] = json_stage

    json_past_customer: bool | None | Unset
    if isinstance(past_customer, Unset):
        json_past_customer = UNSET
    else:
        json_past_customer = past_customer
    params["past_customer"] = json_past_customer

    json_category: None | str | Unset
    if isinstance(category, Unset):
        json_category = UNSET
    else:
        json_category = category
    params["category"] = json_category

    json_tag: None | str | Unset
    if isinstance(tag, Unset):
        json_tag = UNSET
    else:
        json_tag = tag
    params["tag"] = json_tag

    json_list_id: None | str | Unset
    if isinstance(list_id, Unset):
        json_list_id = UNSET
    else:
        json_list_id = list_id
    params["list_id"] = json_list_id

    json_owned_by_group: None | str | Unset
    if isinstance(owned_by_group, Unset):
        json_owned_by_group = UNSET
    else:
        json_owned_by_group = owned_by_group
    params["owned_by_group"] = json_owned_by_group

    json_kyc_profile: None | str | Unset
    if isinstance(kyc_profile, Unset):
        json_kyc_profile = UNSET
    else:
        json_kyc_profile = kyc_profile
    params["kyc_profile"] = json_kyc_profile

    json_kyc_state: None | str | Unset
    if isinstance(kyc_state, Unset):
        json_kyc_state = UNSET
    elif isinstance(kyc_state, KycState):
        json_kyc_state = kyc_state.value
    else:
        json_kyc_state = kyc_state
    params["kyc_state"] = json_kyc_state

    json_consent_state: None | str | Unset
    if isinstance(consent_state, Unset):
        json_consent_state = UNSET
    elif isinstance(consent_state, ConsentState):
        json_consent_state = consent_state.value
    else:
        json_consent_state = consent_state
    params["consent_state"] = json_consent_state

    json_country: None | str | Unset
    if isinstance(country, Unset):
        json_country = UNSET
    else:
        json_country = country
    params["country"] = json_country

    json_city: None | str | Unset
    if isinstance(city, Unset):
        json_city = UNSET
    else:
        json_city = city
    params["city"] = json_city

    json_postal_code: None | str | Unset
    if isinstance(postal_code, Unset):
        json_postal_code = UNSET
    else:
        json_postal_code = postal_code
    params["postal_code"] = json_postal_code

    json_industry: None | str | Unset
    if isinstance(industry, Unset):
        json_industry = UNSET
    else:
        json_industry = industry
    params["industry"] = json_industry

    json_industry_sector: None | str | Unset
    if isinstance(industry_sector, Unset):
        json_industry_sector = UNSET
    else:
        json_industry_sector = industry_sector
    params["industry_sector"] = json_industry_sector

    json_email: None | str | Unset
    if isinstance(email, Unset):
        json_email = UNSET
    else:
        json_email = email
    params["email"] = json_email

    json_phone: None | str | Unset
    if isinstance(phone, Unset):
        json_phone = UNSET
    else:
        json_phone = phone
    params["phone"] = json_phone

    json_external_id: None | str | Unset
    if isinstance(external_id, Unset):
        json_external_id = UNSET
    else:
        json_external_id = external_id
    params["external_id"] = json_external_id

    json_created_since: None | str | Unset
    if isinstance(created_since, Unset):
        json_created_since = UNSET
    elif isinstance(created_since, datetime.datetime):
        json_created_since = created_since.isoformat()
    else:
        json_created_since = created_since
    params["created_since"] = json_created_since

    json_updated_since: None | str | Unset
    if isinstance(updated_since, Unset):
        json_updated_since = UNSET
    elif isinstance(updated_since, datetime.datetime):
        json_updated_since = updated_since.isoformat()
    else:
        json_updated_since = updated_since
    params["updated_since"] = json_updated_since

    json_custom_name: None | str | Unset
    if isinstance(custom_name, Unset):
        json_custom_name = UNSET
    else:
        json_custom_name = custom_name
    params["custom.<name>"] = json_custom_name

    json_sort: None | str | Unset
    if isinstance(sort, Unset):
        json_sort = UNSET
    elif isinstance(sort, ContactOrder):
        json_sort = sort.value
    else:
        json_sort = sort
    params["sort"] = json_sort

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ListedContactPage:
    if response.status == 200:
        response_200 = ListedContactPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
