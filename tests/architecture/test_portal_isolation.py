"""A portal's end customer reads and changes its own contact only. On every route, any other contact does not exist for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.operations import Operation, document, operations
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.library import upload
from tests.builders.tenants import (
    ANOTHER,
    NO_RECORDS,
    Records,
    filled,
    missing_id,
    parameters_of,
    with_body,
)

TENANT = "acme"
CONTACT = "contacts/{contact_id}"
# Values of the other contact that no answer to the customer may contain.
SECRETS = {"last_name": "Undisclosed", "emails": [{"address": "undisclosed@example.com"}], "phones": [{"number": "+35799765432"}]}
SECRET = ("Undisclosed", "undisclosed@", "99765432")

# The routes that the contract opens to end customers: profile, preferences, consent, attachments and export.
# A newly opened route must be added here.
OPEN = {
    "GET /v1/me",
    "GET /v1/contacts/{contact_id}",
    "PATCH /v1/contacts/{contact_id}",
    "GET /v1/contacts/{contact_id}/contact-information",
    "GET /v1/contacts/{contact_id}/addresses",
    "POST /v1/contacts/{contact_id}/addresses",
    "GET /v1/contacts/{contact_id}/addresses/{address_id}",
    "PATCH /v1/contacts/{contact_id}/addresses/{address_id}",
    "DELETE /v1/contacts/{contact_id}/addresses/{address_id}",
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/activate",
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/deactivate",
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/make-primary",
    "GET /v1/contacts/{contact_id}/kyc",
    "GET /v1/contacts/{contact_id}/kyc/allowances",
    "GET /v1/contacts/{contact_id}/kyc/history",
    "GET /v1/contacts/{contact_id}/preferences",
    "PUT /v1/contacts/{contact_id}/preferences",
    "GET /v1/contacts/{contact_id}/consent",
    "PUT /v1/contacts/{contact_id}/consent",
    "GET /v1/contacts/{contact_id}/consent/history",
    "GET /v1/contacts/{contact_id}/consent/receipts/{receipt_id}",
    "GET /v1/contacts/{contact_id}/attachments",
    "POST /v1/contacts/{contact_id}/attachments",
    "GET /v1/contacts/{contact_id}/attachments/{attachment_id}",
    "DELETE /v1/contacts/{contact_id}/attachments/{attachment_id}",
    "GET /v1/contacts/{contact_id}/export",
    "POST /v1/contacts/{contact_id}/export/email",
    # Public keys, the same for everybody.
    "GET /v1/consent/receipt-keys",
}
# Bodies for a customer, where the example is for a user.
BODIES = {"PATCH /v1/contacts/{contact_id}": {"first_name": "Elena"}}
# The ids that bodies and queries of open routes can contain, and why they cannot be another contact's.
NAMED = {
    "form_attachment_id": "asked about below",
    "attachment_id": "of an evidence, which is refused from the person itself",
    "account_id": "asked about below",
    "address_id": "an address inside the contact itself",
    "external_ids": "of other systems; the tenant alone sets them",
    "notification_type_id": "what the tenant configured; no contact's",
}


def secured() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured]


def opened(*, with_query: str = "") -> list[Operation]:
    return [one for one in secured() if str(one) in OPEN and (not with_query or with_query in one.query)]


def naming_records() -> list[Operation]:
    return [one for one in secured() if set(parameters_of(one.path)) - NO_RECORDS]


class Portal:
    """Two contacts of a tenant, each with a record of every kind, and the customer that one of them is."""

    def __init__(self) -> None:
        user = Api(tenant_id=TENANT, super_user=True)
        self.own, self.others = Records(user), Records(user)
        self.own_id, self.other_id = self.own.id_of(CONTACT), self.others.id_of(CONTACT)
        # The two contacts are related.
        self.own.ids[ANOTHER] = self.other_id
        for operation in secured():
            self.others.path(operation.path)
            self.others.body(with_body(operation))
            if CONTACT in parameters_of(operation.path):
                # A merge would turn the two contacts into one.
                self.own.path(operation.path)
        assert user.patch(f"/v1/contacts/{self.other_id}", SECRETS).status == 200
        (relation,) = user.get(f"/v1/contacts/{self.own_id}/relations").body["items"]
        assert relation["related_contact_id"] == self.other_id

    def caller(self, role: str) -> Api:
        mighty = {"super_user": True, "privacy_clearance": 9, "groups": ("sales",)} if role == "who claims more" else {}
        return Api(tenant_id=TENANT, user_id="customer-1", contact_id=self.own_id, **mighty)  # type: ignore[arg-type]  # the values of the dict have several types


ROLES = ("a customer", "who claims more")


@pytest.fixture(scope="module")
def filled_tenant() -> Iterator[Portal]:
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        user = Api(tenant_id=TENANT, super_user=True)
        user.register()
        assert user.put("/v1/tenant-group/sync-settings", {"enabled": True}).status == 200
        condition = {"field": "kind", "is": "company"}
        assert user.put("/v1/settings/anonymization", {"enabled": True, "conditions": [condition]}).status == 200
        made = Portal()
        world.keep()
        yield made
        world.reset()


@pytest.fixture
def portal(filled_tenant: Portal, monkeypatch: pytest.MonkeyPatch) -> Portal:
    moment = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    monkeypatch.setattr("contactbook.clock.source", lambda: moment)
    restore()
    return filled_tenant


def restore() -> None:
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.restore()
    forget_cached()


def answered(api: Api, operation: Operation, path: str, body: Any = None, **query: Any) -> tuple[Answer, list[Any], list[Any]]:
    """Return the answer, and every item before and after it. Every request starts from the same state."""
    restore()
    with moto_world() as world:
        before = world.items()
        return api.call(operation.method, path, body, query=query), before, world.items()


def masked(answer: Answer, *ids: str) -> tuple[int, str]:
    text = answer.text
    for one in ids:
        text = text.replace(one, "<id>")
    return answer.status, text


def belongs_to(item: dict[str, Any], contact_id: str) -> bool:
    return contact_id in item["pk"]["S"] or contact_id in item["sk"]["S"]


@pytest.mark.feature("S3.16", "S4.29")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", naming_records(), ids=str)
def test_another_contacts_id_in_the_path_is_not_found(portal: Portal, operation: Operation, role: str) -> None:
    caller = portal.caller(role)
    kinds = [kind for kind in parameters_of(operation.path) if kind not in NO_RECORDS]
    body = portal.others.body(with_body(operation))
    for place in range(len(kinds)):
        # Either another contact's id, or a foreign record's id under the own contact.
        mine = {one: portal.own.ids.get(one, "") for one in kinds[:place]}
        if not all(mine.values()):
            continue
        wanted = mine | {one: portal.others.id_of(one) for one in kinds[place:]}
        nothing = mine | {one: missing_id(portal.others.id_of(one)) for one in kinds[place:]}
        found, before, after = answered(caller, operation, filled(operation.path, wanted), body)
        none, *_ = answered(caller, operation, filled(operation.path, nothing), body)
        ids = tuple({*wanted.values(), *nothing.values()} - set(mine.values()))
        assert masked(found, *ids) == masked(none, *ids)
        assert (found.status, found.code) == ((404, "not_found") if str(operation) in OPEN else (403, "missing_scope"))
        assert after == before


@pytest.mark.feature("S3.16")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", secured(), ids=str)
def test_every_other_route_is_forbidden_to_a_customer(portal: Portal, operation: Operation, role: str) -> None:
    """Call every route with the customer's own records in the path. Open routes never change or show the other contact."""
    path = filled(operation.path, portal.others.ids | portal.own.ids)
    body = BODIES.get(str(operation), portal.others.body(with_body(operation)))
    found, before, after = answered(portal.caller(role), operation, path, body)
    if str(operation) in OPEN:
        assert found.status < 300 or found.status in (404, 409), found.text
    else:
        assert (found.status, found.code) == (403, "missing_scope")
        assert after == before
    assert not [secret for secret in SECRET if secret in found.text]
    kept = [[item for item in items if belongs_to(item, portal.other_id)] for items in (before, after)]
    assert kept[0] == kept[1]


@pytest.mark.feature("S2.119", "S3.16")
def test_another_contacts_document_cannot_be_the_consent_form(portal: Portal) -> None:
    caller, path = portal.caller("a customer"), f"/v1/contacts/{portal.own_id}/consent"
    theirs = portal.others.id_of("attachments/{attachment_id}")
    refused = caller.put(path, {"state": "accepted", "form_attachment_id": theirs})
    assert (refused.status, refused.error_codes()) == (422, {"/form_attachment_id": "unknown_attachment"})
    own = upload(portal.own.id_of("attachments/{attachment_id}"), portal.own_id)
    assert caller.put(path, {"state": "accepted", "form_attachment_id": own}).status == 200


@pytest.mark.feature("S2.126", "S3.16")
@pytest.mark.parametrize("form", ["json", "html"])
def test_an_export_shows_no_data_of_related_contacts(portal: Portal, form: str) -> None:
    answer = portal.caller("a customer").get(f"/v1/contacts/{portal.own_id}/export", format=form)
    assert (answer.status, portal.own_id in answer.text) == (200, True)
    assert not [secret for secret in SECRET if secret in answer.text]


@pytest.mark.feature("S3.16")
def test_another_contacts_account_is_not_found(portal: Portal) -> None:
    caller, path = portal.caller("a customer"), f"/v1/contacts/{portal.own_id}/contact-information"
    theirs = portal.others.id_of("accounts/{account_id}")
    found, none = (caller.get(path, account_id=one) for one in (theirs, missing_id(theirs)))
    assert found.status >= 400
    assert masked(found, theirs) == masked(none, missing_id(theirs))


@pytest.mark.feature("S3.16")
@pytest.mark.parametrize("operation", opened(with_query="cursor"), ids=str)
def test_another_contacts_cursor_is_malformed(portal: Portal, operation: Operation) -> None:
    from contactbook.api.paging import Paging
    from contactbook.gateways.secrets import key_ring

    path, theirs = (filled(operation.path, records.ids) for records in (portal.own, portal.others))
    after = {"pk": f"TENANT#{TENANT}#CONTACT#{portal.other_id}", "sk": "RECORD#ATTACHMENT#"}
    with moto_world():
        cursor = Paging(key_ring(), TENANT, theirs, {}).page([], after).next_cursor
    found, *_ = answered(portal.caller("a customer"), operation, path, cursor=cursor)
    assert (found.status, found.code) == (422, "bad_cursor")


@pytest.mark.feature("S3.16")
def test_an_idempotency_key_belongs_to_one_customer(portal: Portal) -> None:
    """A stored answer belongs to the customer that got it, even on the same path."""
    body = {"line_1": "1 Ledra St", "country": "CY", "type": "billing"}
    path = f"/v1/contacts/{portal.other_id}/addresses"
    theirs = Api(tenant_id=TENANT, contact_id=portal.other_id)
    assert theirs.post(path, body, idempotency_key="k1").status == 201
    assert portal.caller("a customer").post(path, body, idempotency_key="k1").status == 404


def test_every_open_route_exists() -> None:
    assert {str(one) for one in secured()} >= OPEN


def test_every_id_that_a_customer_can_send_is_tested_here() -> None:
    paths = document()["paths"]
    sent = {name for one in opened() for name in ids_in(paths[one.path][one.method.lower()].get("requestBody", {}))}
    asked = {name for one in opened() for name in one.query if name.endswith(("_id", "_ids"))}
    assert sent | asked == set(NAMED)


def ids_in(schema: Any) -> set[str]:
    """Return every property of a schema in which an id is sent."""
    if isinstance(schema, list):
        return {name for one in schema for name in ids_in(one)}
    if not isinstance(schema, dict):
        return set()
    if reference := schema.get("$ref"):
        schema = document()["components"]["schemas"][reference.rpartition("/")[2]]
    own = {name for name in schema.get("properties", {}) if name.endswith(("_id", "_ids"))}
    return own | {name for key, one in schema.items() if key not in ("example", "examples") for name in ids_in(one)}
