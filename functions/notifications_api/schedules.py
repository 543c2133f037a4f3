"""Routes of notification schedules."""

from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.partial import partial_of
from contactbook.domain.runs.schedules import ScheduleDraft, ScheduleFields, ScheduleView
from contactbook.services.runs import schedules
from notifications_api.scopes import Reader, Writer

if TYPE_CHECKING:
    ScheduleChanges = BaseModel
else:
    ScheduleChanges = partial_of("ScheduleChanges", ScheduleFields)

router = Router()


@router.post("/v1/notification-schedules", status_code=201, tags=["Notification schedules"])
def create_schedule(draft: ScheduleDraft, caller: Writer, store: Store, now: Now) -> ScheduleView:
    """Create a schedule: a cron, rate or at expression in a time zone."""
    return schedules.create_schedule(store, draft, by=caller, now=now)


@router.get("/v1/notification-schedules", tags=["Notification schedules"])
def list_schedules(caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[ScheduleView]:
    """List the schedules."""
    return pages.page(*schedules.page_of_schedules(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/notification-schedules/<schedule_id>", tags=["Notification schedules"])
def read_schedule(schedule_id: str, caller: Reader, store: Store) -> ScheduleView:
    """Read one schedule."""
    return schedules.read_schedule(store, schedule_id, by=caller)


@router.patch("/v1/notification-schedules/<schedule_id>", tags=["Notification schedules"])
def change_schedule(
    schedule_id: str, changes: ScheduleChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> ScheduleView:
    """Change a schedule by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return schedules.change_schedule(store, schedule_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/notification-schedules/<schedule_id>", status_code=204, tags=["Notification schedules"])
def delete_schedule(schedule_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a schedule."""
    schedules.delete_schedule(store, schedule_id, by=caller, now=now, if_match=if_match)
