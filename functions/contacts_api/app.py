"""The function for all routes of contacts: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from contactbook.api.snapshots import prepare_before_snapshot
from contacts_api import accounts, audit, bulk_changes, exports, imports, kyc, kyc_reports, lists, me, search, segments
from contacts_api.consent import consent, links, permissions, preferences
from contacts_api.contacts import addresses, attachments, contacts, engagements, external_ids, notes, relations
from contacts_api.erasure import anonymization, person_export
from contacts_api.merges import duplicates, merges
from contacts_api.opportunities import conversions, opportunities, tenant_opportunities

app = build_app(
    contacts.router,
    search.router,
    kyc.router,
    kyc_reports.router,
    # Before the routes below a contact, whose id its path would look like.
    external_ids.router,
    addresses.router,
    anonymization.router,
    consent.router,
    preferences.router,
    permissions.router,
    links.router,
    accounts.router,
    notes.router,
    opportunities.router,
    tenant_opportunities.router,
    person_export.router,
    engagements.router,
    conversions.router,
    relations.router,
    lists.router,
    bulk_changes.router,
    segments.router,
    attachments.router,
    merges.router,
    duplicates.router,
    audit.router,
    imports.router,
    exports.router,
    me.router,
)
prepare_before_snapshot(app)
handler = handler_of(app)
