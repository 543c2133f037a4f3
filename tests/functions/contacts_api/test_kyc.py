"""KYC through the public entry: routes, schedule, queue."""

import json
from datetime import UTC, datetime

import pytest

from contactbook import clock
from contactbook.storage.base.documents import packed
from tests.aws_in_process.http import Api, LambdaContext
from tests.canary.planting import upload
from tests.checks.permissions import acting_as
from tests.faults.counting import count_calls

DEFINITION = {
    "assign": "highest",
    "profiles": [
        {
            "profile": "basic",
            "level": 1,
            "requires_verification": False,
            "maximum_credit_limit": "500.00",
            "expires_after_days": None,
        },
        {
            "profile": "full",
            "level": 2,
            "requires_verification": True,
            "maximum_credit_limit": "5000.00",
            "expires_after_days": 365,
        },
    ],
    "person_rules": [
        {"field": "emails", "required_for": ["basic", "full"]},
        {
            "field": "identifiers.id_card.number",
            "required_for": ["full"],
            "semi_optional": True,
            "attachment_classification": "id_card",
            "requires_renewal": True,
        },
        {
            "field": "identifiers.passport.number",
            "required_for": ["full"],
            "semi_optional": True,
            "attachment_classification": "passport",
            "requires_renewal": True,
        },
    ],
    "company_rules": [],
}
EMAIL = {"emails": [{"address": "a@example.com"}]}


@pytest.fixture
def kyc_api(api) -> Api:
    api.register(time_zone="Europe/Nicosia")
    assert api.put("/v1/settings/kyc", DEFINITION).status == 200
    return api


@pytest.fixture
def at(monkeypatch):
    """Set the time."""

    def set_to(*moment: int) -> None:
        monkeypatch.setattr(clock, "source", lambda: datetime(*moment, tzinfo=UTC))  # type: ignore[misc]  # mypy misreads `*moment`

    set_to(2026, 3, 2, 9)
    return set_to


def _customer(api: Api, **said) -> str:
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "G"} | EMAIL | said).body["contact_id"]
    assert api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).status == 201
    return contact_id


def _card(expires_on: str) -> dict:
    return {"identifiers": {"id_card": {"number": "X1", "expires_on": expires_on}}}


def _upload_card(api: Api, world, contact_id: str) -> None:
    draft = {"file_name": "card.png", "content_type": "image/png", "size": 3, "classification": "id_card"}
    made = api.post(f"/v1/contacts/{contact_id}/attachments", draft).body
    upload(world, made["upload_url"], b"png")


def _kyc(api: Api, contact_id: str) -> dict:
    return api.get(f"/v1/contacts/{contact_id}/kyc").body


def _run(world, *, remaining: int = 900_000) -> None:
    """What the schedule does: one message for every tenant, and all that follows from it."""
    from kyc_expiry.app import handler

    context = LambdaContext()
    context.remaining = remaining
    records = [{"messageId": "1", "body": json.dumps({"every_tenant": True}), "eventSource": "aws:sqs"}]
    while records:
        with acting_as("kyc_expiry"):
            assert handler({"Records": records}, context) == {"batchItemFailures": []}
        records = world.take_messages("kyc_expiry")
        context.remaining = 900_000


@pytest.mark.feature("S2.73", "S2.74")
def test_the_first_account_assigns_the_profile_in_the_same_step(kyc_api, at):
    contact_id = _customer(kyc_api, **_card("2030-01-31"))
    assert (_kyc(kyc_api, contact_id)["profile"], _kyc(kyc_api, contact_id)["state"]) == ("full", "pending_verification")
    history = kyc_api.get(f"/v1/contacts/{contact_id}/kyc/history").body["items"]
    assert [entry["action"] for entry in history] == ["kyc.assigned"]


@pytest.mark.feature("S2.75")
def test_the_last_missing_field_assigns_the_profile_on_that_edit(kyc_api, at):
    contact_id = _customer(kyc_api, emails=[])
    assert _kyc(kyc_api, contact_id)["profile"] is None
    assert _kyc(kyc_api, contact_id)["missing_fields"] == ["emails"]
    kyc_api.patch(f"/v1/contacts/{contact_id}", EMAIL)
    assert (_kyc(kyc_api, contact_id)["profile"], _kyc(kyc_api, contact_id)["state"]) == ("basic", "verified")


@pytest.mark.feature("S2.90")
def test_refute_needs_the_scope(kyc_api, at):
    contact_id = _customer(kyc_api, **_card("2030-01-31"))
    reader = Api(scopes=("contacts:read",))
    assert reader.post(f"/v1/contacts/{contact_id}/kyc/refute", {"reason": "blurred"}).status == 403


@pytest.mark.feature("S2.73", "S2.89", "S2.90", "S2.92")
def test_each_action_keeps_its_reason_in_the_profile_and_in_the_history(kyc_api, world, at):
    contact_id = _customer(kyc_api, **_card("2030-01-31"))
    _upload_card(kyc_api, world, contact_id)
    assert kyc_api.post(f"/v1/contacts/{contact_id}/kyc/refute", {"reason": "blurred"}).status == 200
    at(2026, 3, 3, 9)
    _upload_card(kyc_api, world, contact_id)
    actions = {
        "assign": {"profile": "full", "reason": "a new scan"},
        # The history shows a reason also where it repeats the one before.
        "verify": {"reason": "a new scan"},
        "change": {"profile": "basic", "reason": "asked for less"},
    }
    for action, body in actions.items():
        answer = kyc_api.post(f"/v1/contacts/{contact_id}/kyc/{action}", body)
        assert (answer.status, answer.body.get("reason")) == (200, body["reason"])
    for path in ("kyc/history", "audit"):
        entries = kyc_api.get(f"/v1/contacts/{contact_id}/{path}").body["items"]
        changes = [change for entry in entries for change in entry["changes"] if change["field"] == "kyc.reason"]
        # The new scan revives the profile before the agent assigns it, and so ends the reason of the refutation.
        stated = [change["to"] for change in changes if change["to"]]
        assert stated == ["asked for less", "a new scan", "a new scan", "blurred"]


@pytest.mark.feature("S2.83", "S2.89")
def test_verify_is_refused_while_a_document_is_missing(kyc_api, at):
    contact_id = _customer(kyc_api, **_card("2030-01-31"))
    refused = kyc_api.post(f"/v1/contacts/{contact_id}/kyc/verify")
    assert (refused.status, refused.code) == (409, "document_missing")


@pytest.mark.feature("S2.107", "S2.72")
def test_a_credit_limit_above_the_profiles_is_refused_with_the_first_account_too(kyc_api, at):
    contact_id = kyc_api.post("/v1/contacts", {"kind": "person", "last_name": "G"} | EMAIL).body["contact_id"]
    path = f"/v1/contacts/{contact_id}/accounts"
    assert kyc_api.post(path, {"name": "A", "credit_limit": "500.01"}).code == "credit_limit_exceeded"
    account = kyc_api.post(path, {"name": "A", "credit_limit": "500.00"})
    assert account.status == 201
    raised = kyc_api.patch(f"/v1/accounts/{account.body['account_id']}", {"credit_limit": "501.00"})
    assert (raised.status, raised.code) == (409, "credit_limit_exceeded")


@pytest.mark.feature("S2.80")
def test_a_definition_that_contradicts_itself_is_refused_and_changes_nothing(kyc_api, world, at):
    before = world.items()
    broken = {**DEFINITION, "person_rules": [{"field": "emails", "required_for": ["basic"], "semi_optional": True}]}
    refused = kyc_api.put("/v1/settings/kyc", broken)
    assert refused.status == 422
    assert world.items() == before


class TestTheExpiryJob:
    @pytest.mark.feature("S2.101", "S2.105")
    def test_it_expires_who_is_due_once_and_a_second_run_writes_nothing(self, kyc_api, world, at):
        contact_id = _customer(kyc_api, **_card("2026-03-10"))
        at(2026, 3, 10, 6)
        _run(world)
        after = world.items()
        assert (_kyc(kyc_api, contact_id)["state"], _kyc(kyc_api, contact_id)["expires_because"]) == ("expired", "id_card")
        _run(world)
        assert world.items() == after

    @pytest.mark.feature("S2.105")
    def test_missed_days_are_caught_up(self, kyc_api, world, at):
        contact_id = _customer(kyc_api, **_card("2026-03-10"))
        at(2026, 9, 1)
        _run(world)
        assert _kyc(kyc_api, contact_id)["state"] == "expired"

    @pytest.mark.feature("S2.105")
    @pytest.mark.parametrize(
        ("zone", "last_instant_before"),
        [
            ("Pacific/Kiritimati", (2026, 3, 9, 9, 59, 59)),
            ("Pacific/Niue", (2026, 3, 10, 10, 59, 59)),
            ("UTC", (2026, 3, 9, 23, 59, 59)),
        ],
    )
    def test_the_day_begins_in_the_tenants_time_zone(self, kyc_api, world, at, zone, last_instant_before):
        kyc_api.put("/v1/settings/localization", {"time_zone": zone, "default_region": "CY", "default_language": "en"})
        contact_id = _customer(kyc_api, **_card("2026-03-10"))
        at(*last_instant_before)
        _run(world)
        assert _kyc(kyc_api, contact_id)["state"] == "pending_verification"
        at(*last_instant_before[:3], last_instant_before[3] + 1) if last_instant_before[3] < 23 else at(2026, 3, 10)
        _run(world)
        assert _kyc(kyc_api, contact_id)["state"] == "expired"

    @pytest.mark.parametrize(("assigned", "ends"), [((2024, 2, 29, 12), "2025-02-28"), ((2026, 1, 31, 12), "2027-01-31")])
    def test_a_term_that_starts_at_the_end_of_a_month_ends_on_a_day_that_exists(self, kyc_api, at, assigned, ends):
        at(*assigned)
        assert _kyc(kyc_api, _customer(kyc_api, **_card("2099-01-31")))["expires_on"] == ends

    def test_a_slice_that_runs_out_of_time_sends_its_continuation(self, kyc_api, world, at):
        contact_id = _customer(kyc_api, **_card("2026-03-10"))
        at(2026, 3, 11)
        from kyc_expiry.app import handler

        context = LambdaContext()
        context.remaining = 1_000
        handler({"Records": [{"messageId": "1", "body": '{"tenant_id": "acme"}', "eventSource": "aws:sqs"}]}, context)
        history = f"/v1/contacts/{contact_id}/kyc/history"
        assert kyc_api.get(history).body["items"][0]["action"] == "kyc.assigned"
        assert [json.loads(body) for body in world.messages("kyc_expiry")] == [{"job": "kyc_expiry", "tenant_id": "acme"}]

    def test_a_record_that_cannot_be_read_stops_only_itself(self, kyc_api, world, at):
        broken, sound = _customer(kyc_api, **_card("2026-03-10")), _customer(kyc_api, **_card("2026-03-11"))
        client = world.client("dynamodb")
        client.update_item(
            TableName=world.table_name,
            Key={"pk": {"S": f"TENANT#acme#CONTACT#{broken}"}, "sk": {"S": "PROFILE"}},
            UpdateExpression="SET document = :broken",
            ExpressionAttributeValues={":broken": {"B": packed('{"contact_id": 1}')}},
        )
        at(2026, 3, 12)
        _run(world)
        assert _kyc(kyc_api, sound)["state"] == "expired"

    def test_a_tenant_with_nothing_due_costs_one_query_and_expiring_one_a_read_and_a_transaction_within_the_days_run(
        self, kyc_api, world, at
    ):
        from contactbook.services.base.stores import open_store
        from contactbook.services.kyc.expiry import expire_due_profiles

        _customer(kyc_api, **_card("2026-03-10"))
        store = open_store("acme")
        store.settings.current()
        with count_calls() as idle:
            expire_due_profiles(store, now=datetime(2026, 3, 9, tzinfo=UTC), has_time=lambda: True)
        with count_calls() as due:
            expire_due_profiles(store, now=datetime(2026, 3, 10, tzinfo=UTC), has_time=lambda: True)
        assert idle.names == ["dynamodb.Query"]
        # The day's run begins, and ends with its counts.
        begins, ends = ["dynamodb.GetItem", "dynamodb.PutItem"], ["dynamodb.Query", "dynamodb.PutItem"]
        assert due.names == ["dynamodb.Query", *begins, "dynamodb.GetItem", "dynamodb.TransactWriteItems", *ends]


@pytest.mark.feature("S2.108")
def test_expiring_customers_are_listed_by_date_and_profile(kyc_api, at):
    later, sooner = _customer(kyc_api, **_card("2026-03-20")), _customer(kyc_api, **_card("2026-03-10"))
    _customer(kyc_api, **_card("2026-09-01"))
    listed = kyc_api.get("/v1/kyc/expiring", profile="full", within_days=30).body["items"]
    assert [found["contact_id"] for found in listed] == [sooner, later]
    assert kyc_api.get("/v1/kyc/expiring", profile="basic", within_days=30).body["items"] == []


class TestThePreview:
    def test_it_equals_what_applying_does_and_changes_nothing(self, kyc_api, world, at):
        contacts = [_customer(kyc_api), _customer(kyc_api, **_card("2030-01-31")), _customer(kyc_api, emails=[])]
        stricter = {**DEFINITION, "profiles": DEFINITION["profiles"][:1], "person_rules": []}
        before = {contact_id: _state(kyc_api, contact_id) for contact_id in contacts}
        items = world.items()
        preview = kyc_api.post("/v1/settings/kyc/preview", stricter).body
        assert world.items() == items
        kyc_api.put("/v1/settings/kyc", stricter)
        after = {contact_id: _state(kyc_api, contact_id) for contact_id in contacts}
        gained = [one for one in contacts if before[one][0] is None and after[one][0]]
        moved = [one for one in contacts if before[one][0] and after[one][0] and before[one] != after[one]]
        assert (preview["would_gain_profile"], preview["would_change_state"], preview["would_lose_profile"]) == (
            len(gained),
            len(moved),
            0,
        )
        assert {one["contact_id"]: (one["profile_after"], one["state_after"]) for one in preview["sample"]} == {
            one: after[one] for one in (*gained, *moved)
        }

    def test_it_refuses_what_saving_would_refuse(self, kyc_api, at):
        broken = {**DEFINITION, "person_rules": [{"field": "emails", "required_for": ["gold"]}]}
        assert kyc_api.post("/v1/settings/kyc/preview", broken).status == 422


def _state(api: Api, contact_id: str) -> tuple:
    kyc = _kyc(api, contact_id)
    return kyc["profile"], kyc["state"]


@pytest.mark.feature("S2.83", "S2.89", "S2.99")
def test_an_uploaded_document_lets_an_agent_verify_and_starts_the_term_anew(kyc_api, world, at):
    contact_id = _customer(kyc_api, **_card("2099-01-31"))
    at(2026, 4, 1, 9)
    _upload_card(kyc_api, world, contact_id)
    version = kyc_api.get(f"/v1/contacts/{contact_id}").body["version"]
    verified = kyc_api.post(f"/v1/contacts/{contact_id}/kyc/verify", if_match=f'"{version}"')
    assert (verified.status, verified.body["state"]) == (200, "verified")
    assert (verified.body["documents_provided_on"], verified.body["expires_on"]) == ("2026-04-01", "2027-04-01")
    assert verified.headers["ETag"] == f'"{verified.body["version"]}"'
