"""The function behind every route about contacts: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from contacts_api import (
    accounts,
    addresses,
    consent,
    contacts,
    conversions,
    engagements,
    kyc,
    links,
    notes,
    opportunities,
    preferences,
)

app = build_app(
    contacts.router,
    kyc.router,
    addresses.router,
    consent.router,
    preferences.router,
    links.router,
    accounts.router,
    notes.router,
    opportunities.router,
    engagements.router,
    conversions.router,
)
handler = handler_of(app)
