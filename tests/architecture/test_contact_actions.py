"""Every action on a contact has a route, and no route of another function hides one (S2.142)."""

import json
from importlib import import_module

import pytest

from contactbook.api.resolver import routes_of

# The routes of a contact and of its records, as the contract promises them.
ACTIONS = [
    "",
    "POST /v1/contacts",
    "GET /v1/contacts",
    "GET /v1/contacts/<contact_id>",
    "PATCH /v1/contacts/<contact_id>",
    "DELETE /v1/contacts/<contact_id>",
    "GET /v1/contacts/<contact_id>/duplicates",
    "GET /v1/duplicates",
    "POST /v1/contacts/<contact_id>/merge",
    "POST /v1/merges/<merge_id>/undo",
    "POST /v1/contacts/<contact_id>/addresses",
    "PATCH /v1/contacts/<contact_id>/addresses/<address_id>",
    "DELETE /v1/contacts/<contact_id>/addresses/<address_id>",
    "POST /v1/contacts/<contact_id>/addresses/<address_id>/activate",
    "POST /v1/contacts/<contact_id>/addresses/<address_id>/deactivate",
    "POST /v1/contacts/<contact_id>/addresses/<address_id>/make-primary",
    "GET /v1/contacts/<contact_id>/lists",
    "PUT /v1/contacts/<contact_id>/lists",
    "GET /v1/contacts/<contact_id>/notes",
    "POST /v1/contacts/<contact_id>/notes",
    "DELETE /v1/contacts/<contact_id>/notes/<note_id>",
    "GET /v1/contacts/<contact_id>/relations",
    "POST /v1/contacts/<contact_id>/relations",
    "DELETE /v1/contacts/<contact_id>/relations/<relation_id>",
    "GET /v1/contacts/<contact_id>/opportunities",
    "POST /v1/contacts/<contact_id>/opportunities",
    "PATCH /v1/contacts/<contact_id>/opportunities/<opportunity_id>",
    "DELETE /v1/contacts/<contact_id>/opportunities/<opportunity_id>",
    "POST /v1/contacts/<contact_id>/conversions",
    "GET /v1/contacts/<contact_id>/engagements",
    "POST /v1/contacts/<contact_id>/engagements",
    "PATCH /v1/contacts/<contact_id>/engagements/<engagement_id>",
    "GET /v1/contacts/<contact_id>/attachments",
    "POST /v1/contacts/<contact_id>/attachments",
    "GET /v1/contacts/<contact_id>/attachments/<attachment_id>",
    "GET /v1/contacts/<contact_id>/accounts",
    "POST /v1/contacts/<contact_id>/accounts",
    "GET /v1/accounts/<account_id>",
    "PATCH /v1/accounts/<account_id>",
    "DELETE /v1/accounts/<account_id>",
    "POST /v1/accounts/<account_id>/transactions",
    "GET /v1/accounts/<account_id>/transactions",
    "GET /v1/contacts/<contact_id>/contact-information",
    "GET /v1/contacts/<contact_id>/consent",
    "PUT /v1/contacts/<contact_id>/consent",
    "GET /v1/contacts/<contact_id>/consent/history",
    "POST /v1/consent/require-reconsent",
    "GET /v1/contacts/<contact_id>/preferences",
    "PUT /v1/contacts/<contact_id>/preferences",
    "POST /v1/contacts/<contact_id>/links",
    "GET /v1/contacts/<contact_id>/kyc",
    "POST /v1/contacts/<contact_id>/kyc/assign",
    "POST /v1/contacts/<contact_id>/kyc/verify",
    "POST /v1/contacts/<contact_id>/kyc/refute",
    "POST /v1/contacts/<contact_id>/kyc/change",
    "GET /v1/contacts/<contact_id>/kyc/allowances",
    "GET /v1/contacts/<contact_id>/kyc/history",
    "GET /v1/kyc/expiry-runs/<run_id>",
    "POST /v1/contacts/<contact_id>/communications",
    "GET /v1/contacts/<contact_id>/communications",
    "GET /v1/contacts/<contact_id>/export",
    "POST /v1/contacts/<contact_id>/export/email",
    "GET /v1/contacts/<contact_id>/anonymization-check",
    "POST /v1/contacts/<contact_id>/anonymize",
    "GET /v1/contacts/<contact_id>/audit",
    "GET /v1/contacts/<contact_id>/audit/verify",
    "GET /v1/audit",
    "",
][1:-1]


@pytest.fixture(scope="module")
def served():
    """Return method and path of every route of the HTTP functions."""
    found = set()
    for function in ("contacts_api", "notifications_api", "settings_api"):
        app = import_module(f"{function}.app").app
        found |= {f"{route.method} {route.path}" for route in routes_of(app)}
    return found


@pytest.mark.feature("S2.142")
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_on_a_contact_has_a_route(served, action):
    assert action in served


@pytest.mark.feature("S2.142")
def test_every_route_to_a_contact_is_described(served):
    from docs_api.document import openapi_json

    described = {
        f"{method.upper()} {path.replace('{', '<').replace('}', '>')}"
        for path, methods in json.loads(openapi_json())["paths"].items()
        for method in methods
    }
    about_contacts = {route for route in served if "/v1/contacts" in route}
    assert about_contacts <= described
