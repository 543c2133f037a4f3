"""Refuse to delete what a schedule or event communication uses."""

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import every
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100


def require_unused(store: TenantStore, item_id: str) -> None:
    """Raises RuleBroken `in_use` if a schedule or event communication uses this template, type, segment or list."""
    for schedule in every(lambda after: store.schedules.page(limit=_PAGE, after=after)):
        named = {schedule.template_id, schedule.notification_type_id, schedule.audience.segment_id}
        if item_id in named or item_id in schedule.exclude.suppression_list_ids:
            raise RuleBroken("A notification schedule uses this record. Change the schedule first.", code="in_use")
    for definition in store.event_communications.all():
        if item_id in (definition.template_id, definition.notification_type_id):
            raise RuleBroken("An event communication uses this record. Change the event communication first.", code="in_use")
