"""Routes of name days: run the rules, import and export them as CSV."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import JsonValue

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.downloads import attached
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.jobs import RefusedContact
from contactbook.domain.base.values import Draft
from contactbook.domain.base.versions import with_fields
from contactbook.domain.name_days.orthodox import starter_rules
from contactbook.domain.name_days.rules import rules_from_csv, rules_to_csv
from contactbook.domain.name_days.runs import NameDayRunView, run_view
from contactbook.domain.settings.sending import NameDayMode, NameDayRule
from contactbook.services.name_days import runs
from contactbook.services.settings.sections import save_section

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
ReaderOfContacts = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]
Year = Annotated[int, Query(ge=1924, le=2099, deprecated=True, description="Not needed: movable days are computed each year.")]


class RunDraft(Draft):
    """Which contacts the run names: all, or those without a name day. The settings decide if left out."""

    apply_to: NameDayMode | None = None


class RulesFile(Draft):
    """Rules as a CSV file with the columns names, month and day, and for movable days if_before_easter and easter_offset."""

    csv: str


class Rules(Draft):
    """Name-day rules in their order."""

    rules: tuple[NameDayRule, ...]


@router.post("/v1/name-days/runs", status_code=202, tags=["Name days"])
def start_run(caller: Writer, store: Store, now: Now, draft: RunDraft | None = None) -> NameDayRunView:
    """Run the name-day rules over all contacts now."""
    return run_view(runs.start_run(store, draft.apply_to if draft else None, by=caller, now=now))


@router.get("/v1/name-days/runs/<run_id>", tags=["Name days"])
def read_run(run_id: str, _: Reader, store: Store) -> NameDayRunView:
    """Read the progress of a run."""
    return run_view(store.name_day_runs.get(run_id))


@router.get("/v1/name-days/runs/<run_id>/refused", tags=["Name days"])
def list_refused_by_run(
    run_id: str, caller: ReaderOfContacts, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RefusedContact]:
    """List the contacts to whom a run could not give their name day, each with a code, for 90 days."""
    return pages.page(*runs.page_of_refused(store, run_id, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/name-days/rules", tags=["Name days"])
def export_rules(_: Reader, store: Store) -> Response[str]:
    """Download the rules as CSV."""
    return _csv(rules_to_csv(store.settings.fresh().name_days.rules))


@router.put("/v1/name-days/rules", tags=["Name days"])
def import_rules(file: RulesFile, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> dict[str, JsonValue]:
    """Replace the rules with those of a CSV file."""
    kept = store.settings.fresh().name_days
    section = with_fields(kept, rules=rules_from_csv(file.csv))
    return save_section(store, "name_days", section.model_dump(mode="json"), by=caller, now=now, if_match=if_match)


@router.get("/v1/name-days/starter-set", tags=["Name days"])
def read_starter_set(_: Reader, year: Year | None = None) -> Rules:  # noqa: ARG001 - callers from before may send it
    """Read the Greek Orthodox name days, with those that move with Easter, as rules to start with."""
    return Rules(rules=starter_rules())


def _csv(text: str) -> Response[str]:
    return Response(200, "text/csv; charset=utf-8", text, attached("name-days.csv"))
