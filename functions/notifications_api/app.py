"""The function of every notification route: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from contactbook.api.snapshots import prepare_before_snapshot
from notifications_api import (
    communications,
    event_communications,
    merge_tags,
    notification_types,
    print_batches,
    runs,
    schedules,
    suppression_lists,
    templates,
    worklist,
)

app = build_app(
    # Before `/v1/communications/<communication_id>`, which would take `count`.
    worklist.router,
    communications.router,
    event_communications.router,
    runs.router,
    schedules.router,
    merge_tags.router,
    notification_types.router,
    print_batches.router,
    suppression_lists.router,
    templates.router,
)
prepare_before_snapshot(app)
handler = handler_of(app)
