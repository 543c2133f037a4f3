"""The route that searches contacts."""

from typing import Annotated

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
from contactbook.domain.search.query import Filters
from contactbook.services.search.find import search_contacts

router = Router()
Searcher = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Name = Annotated[str | None, Query(min_length=1, max_length=100)]
Id = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


@router.get("/v1/contacts", tags=["Contacts"])
def find_contacts(
    caller: Searcher,
    store: Store,
    now: Now,
    paging: Pages,
    q: Annotated[
        str | None,
        Query(max_length=200, description="The start of any word of the name, an email, a phone or an identifier."),
    ] = None,
    kind: ContactKind | None = None,
    life_cycle_state: LifeCycleState | None = None,
    stage: Stage | None = None,
    category: Name = None,
    tag: Name = None,
    list_id: Id = None,
    owned_by_group: Name = None,
    kyc_profile: Name = None,
    kyc_state: KycState | None = None,
    consent_state: ConsentState | None = None,
    country: Annotated[Country | None, Query(description="The country of an active address.")] = None,
    updated_since: Moment | None = None,
    external_id: Annotated[
        str | None, Query(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}:.{1,200}$", description="An id of another system: `system:id`.")
    ] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[ListedContact | SelectableContact]:
    """Find contacts.

    A contact must match every given filter. It must match all words of `q`. Accents, case, and Greek or Latin letters make no
    difference. A page may hold fewer contacts than `limit` without being the last. Continue while there is a `next_cursor`.
    A contact that the caller's group may only select shows its id, kind and name.
    """
    filters = Filters(
        kind=kind,
        life_cycle_state=life_cycle_state,
        stage=stage,
        category=category,
        tag=tag,
        list_id=list_id,
        owned_by_group=owned_by_group,
        kyc_profile=kyc_profile,
        kyc_state=kyc_state,
        consent_state=consent_state,
        country=country,
        updated_since=updated_since,
        external_id=external_id,
    )
    found, after = search_contacts(store, q, filters, by=caller, now=now, limit=limit, after=paging.after(cursor))
    settings = store.settings.current()
    return paging.page([listed(one.contact, settings, may_view=one.may_view, now=now) for one in found], after)
