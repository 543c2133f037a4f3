"""The function of settings, tenants and the sync's settings. It only wires routes."""

from contactbook.api.resolver import build_app, handler_of
from contactbook.api.snapshots import prepare_before_snapshot
from settings_api import (
    events,
    kyc_preview,
    name_days,
    offboarding,
    rebuilds,
    sending_identities,
    settings,
    sync,
    tenants,
    uniqueness,
    webhooks,
)

app = build_app(
    name_days.router,
    settings.router,
    sending_identities.router,
    uniqueness.router,
    rebuilds.router,
    tenants.router,
    offboarding.router,
    sync.router,
    kyc_preview.router,
    events.router,
    webhooks.router,
)
prepare_before_snapshot(app)
handler = handler_of(app)
