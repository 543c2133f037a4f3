"""The function behind every route about notifications: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from notifications_api import merge_tags, notification_types, suppression_lists, templates

app = build_app(merge_tags.router, notification_types.router, suppression_lists.router, templates.router)
handler = handler_of(app)
