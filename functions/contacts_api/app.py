"""The function behind every route about contacts: wiring only."""

from contactbook.api.resolver import build_app, handler_of
from contacts_api import addresses, contacts, kyc

app = build_app(contacts.router, kyc.router, addresses.router)
handler = handler_of(app)
