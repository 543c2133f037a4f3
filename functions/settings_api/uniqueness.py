"""Routes about a changed uniqueness rule: its progress, and the contacts that break it."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.uniqueness.build import (
    UniquenessBuildView,
    UniquenessDraft,
    UniquenessPreview,
    ViolationView,
    build_view,
)
from contactbook.services.contacts import uniqueness
from contactbook.services.contacts.uniqueness_preview import preview_rule

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]


@router.get("/v1/settings/uniqueness/build", tags=["Settings"])
def read_uniqueness_build(_: Reader, store: Store) -> UniquenessBuildView:
    """Read the progress of the latest uniqueness rule.

    New and changed contacts follow a rule as soon as it is saved. `finished` means that the contacts from before follow it too.
    """
    return build_view(uniqueness.read_build(store))


@router.post("/v1/settings/uniqueness/preview", tags=["Settings"])
def preview_uniqueness(rule: UniquenessDraft, caller: Reader, store: Store) -> UniquenessPreview:
    """Count the contacts that would break a rule, among the first 10,000; nothing is saved."""
    return preview_rule(store, rule, by=caller)


@router.get("/v1/settings/uniqueness/violations", tags=["Settings"])
def list_uniqueness_violations(
    caller: Reader, store: Store, paging: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[ViolationView]:
    """List the contacts that break the rule now, of those that broke it when it was saved.

    Nothing is deleted: both contacts keep their values. The contact without the claim is refused when it is next saved. Without a
    `conflicting_contact_id` the contact lacks the fields. One that was repaired or deleted is not listed, so a page may be short.
    """
    found, after = uniqueness.page_violations(store, by=caller, limit=limit, after=paging.after(cursor))
    return paging.page(found, after)
