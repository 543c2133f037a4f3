"""The function behind every route about contacts: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from contacts_api import (
    accounts,
    addresses,
    anonymization,
    attachments,
    audit,
    consent,
    contacts,
    conversions,
    engagements,
    exports,
    imports,
    kyc,
    links,
    lists,
    notes,
    opportunities,
    preferences,
    relations,
    search,
    segments,
)

app = build_app(
    contacts.router,
    search.router,
    kyc.router,
    addresses.router,
    anonymization.router,
    consent.router,
    preferences.router,
    links.router,
    accounts.router,
    notes.router,
    opportunities.router,
    engagements.router,
    conversions.router,
    relations.router,
    lists.router,
    segments.router,
    attachments.router,
    audit.router,
    imports.router,
    exports.router,
)
handler = handler_of(app)
