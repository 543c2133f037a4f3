"""SES's feedback is recorded once, in any order."""

import importlib
import io
import itertools
import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contactbook import clock
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.gateways import sns_signatures
from contactbook.gateways.sns_signatures import CertificateUnavailable, Refused
from contactbook.observability import logger
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.aws_in_process.sns_signing import CERTIFICATE_URL, TOPIC, event, notification, served, signed
from tests.builders.sending import at, contact, document, drain, recipients, set_up, start_run, states, store
from tests.checks.permissions import acting_as
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Moment, WorkerDied, to
from tests.faults.injecting import inject

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def sent_one(world: World, api: Api) -> dict[str, Any]:
    contact_id = contact(1, preferences={"direct_marketing": True, "affiliate_marketing": True})
    start_run(api, {"contact_ids": [contact_id]})
    drain(world)
    return communication(world)


def communication(world: World) -> dict[str, Any]:
    (found,) = [document(item) for item in world.items() if item.get("kind", {}).get("S") == "communication"]
    return found


def told(found: dict[str, Any], kind: str, *, message_id: str | None = None, **fields: Any) -> dict[str, Any]:
    """Return a signed notification about the communication; `fields` belong to the notification."""
    address = found["address"]
    details = {
        "Delivery": {"delivery": {"timestamp": "2026-11-21T10:00:00.000Z", "recipients": [address]}},
        "Bounce": {
            "bounce": {
                "timestamp": "2026-11-21T10:00:01.000Z",
                "bounceType": "Permanent",
                "bouncedRecipients": [{"emailAddress": address}],
            }
        },
        "Complaint": {
            "complaint": {"timestamp": "2026-11-21T10:00:02.000Z", "complainedRecipients": [{"emailAddress": address}]}
        },
    }
    tags = {"tenant_id": ["acme"], "communication_id": [found["communication_id"]]}
    mail = {"messageId": message_id or found.get("message_id", "m"), "timestamp": "2026-11-21T09:59:00.000Z", "tags": tags}
    return signed(notification(json.dumps({"eventType": kind, "mail": mail, **details[kind]}), **fields))


def deliver(*notifications: Any) -> None:
    """Deliver them to the function as one event, with the permissions of its role, while SNS's certificate is available."""
    with served():
        handle(*notifications)


def handle(*notifications: Any) -> None:
    with acting_as("delivery_feedback"):
        importlib.import_module("delivery_feedback.app").handler(event(*notifications), LambdaContext())


def tell(found: dict[str, Any], kind: str, **said: Any) -> None:
    deliver(told(found, kind, **said))


def test_a_delivery_is_recorded(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Delivery")
    read = api.get(f"/v1/communications/{found['communication_id']}").body
    assert (read["state"], read["delivered_at"]) == ("delivered", "2026-11-21T10:00:00.000Z")
    assert api.get(f"/v1/notification-runs/{read['run_id']}").body["sent"] == 1


@pytest.mark.parametrize("order", list(itertools.permutations(["Delivery", "Bounce", "Complaint"])))
def test_duplicates_and_any_order_give_the_same_state(world: World, api: Api, order: tuple[str, ...]) -> None:
    found = sent_one(world, api)
    for kind in order:
        tell(found, kind)
        tell(found, kind)
    assert states(world) == ["complained"]


@pytest.mark.feature("S0.15")
def test_a_hard_bounce_suppresses_the_address(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Bounce")
    run_id = start_run(api, {"contact_ids": [found["contact_id"]]})
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"bounced": 1}
    assert len(recipients(world)) == 1


@pytest.mark.feature("S3.4")
def test_a_complaint_opts_out_of_marketing_and_is_named_as_the_source(world: World, api: Api) -> None:
    found = sent_one(world, api)
    tell(found, "Complaint")
    contact_now = store().contacts.get(found["contact_id"])
    flags = (contact_now.preferences.direct_marketing, contact_now.preferences.affiliate_marketing)
    assert [(flag.value, flag.changed_through) for flag in flags] == [(False, "complaint")] * 2


@pytest.mark.feature("S5.11")
def test_an_international_address_is_found_although_the_provider_tells_it_in_punycode(world: World, api: Api) -> None:
    contact_id = contact(1, emails=[{"address": "hard@bücher.example"}])
    start_run(api, {"contact_ids": [contact_id]})
    drain(world)
    tell(communication(world) | {"address": "hard@xn--bcher-kva.example"}, "Bounce")
    again = [contact_id, contact(2, emails=[{"address": "HARD@bücher.example"}])]
    run_id = start_run(api, {"contact_ids": again})
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"] == {"bounced": 2}


@pytest.mark.feature("S5.1", "S5.4")
@pytest.mark.parametrize("kind", ["Bounce", "Complaint"])
def test_the_refusal_the_mark_its_audit_entry_and_the_state_are_saved_together(world: World, api: Api, kind: str) -> None:
    found = sent_one(world, api)
    before = {(item["pk"]["S"], item["sk"]["S"]) for item in world.items()}
    with count_calls() as calls:
        tell(found, kind)
    assert calls.names == ["dynamodb.GetItem", "dynamodb.BatchGetItem", "dynamodb.BatchGetItem", "dynamodb.TransactWriteItems"]
    new = sorted(item["kind"]["S"] for item in world.items() if (item["pk"]["S"], item["sk"]["S"]) not in before)
    assert new == ["history", "refusal"]
    (mark,) = store().contacts.get(found["contact_id"]).refusals
    assert mark.through == kind.lower()


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("moment", Moment)
def test_a_report_that_dies_half_way_leaves_all_or_nothing_and_counts_when_it_comes_again(
    world: World, api: Api, place: int, moment: Moment
) -> None:
    found = sent_one(world, api)
    before = world.items()
    died = Injection(place, Fault.DEATH, moment, which=to("dynamodb"))
    with served(), inject(died), suppress(WorkerDied):
        handle(told(found, "Bounce"))
    assert (world.items() == before) == (store().contacts.get(found["contact_id"]).refusals == ())
    tell(found, "Bounce")
    assert states(world) == ["bounced"]
    assert len(store().contacts.get(found["contact_id"]).refusals) == 1
    after = world.items()
    tell(found, "Bounce")
    assert world.items() == after


@pytest.mark.feature("S5.4")
def test_a_bounce_of_a_deleted_contact_marks_whoever_else_has_the_address(world: World, api: Api) -> None:
    other = contact(2, emails=[{"address": "c1@example.com"}])
    found = sent_one(world, api)
    drain_stream(world)
    assert api.delete(f"/v1/contacts/{found['contact_id']}").status == 204
    tell(found, "Bounce")
    assert [mark.through for mark in store().contacts.get(other).refusals] == ["bounce"]


def test_feedback_about_an_unknown_message_changes_nothing(world: World, api: Api) -> None:
    found = sent_one(world, api)
    with pytest.raises(Refused, match="other_topic"):
        tell(found, "Bounce", TopicArn="arn:aws:sns:eu-west-1:123456789012:somebody-elses")
    tell(found, "Bounce", message_id="another")
    assert states(world) == ["sent"]


# --- Signatures --------------------------------------------------------------------------------


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return the log of the function."""
    written = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", written)
    return written


@pytest.mark.feature("S0.15", "S3.4")
@pytest.mark.parametrize("kind", ["Delivery", "Bounce", "Complaint"])
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Signature": "EXAMPLE"}, "malformed"),
        ({"Signature": "AAAA"}, "bad_signature"),
        ({"Signature": None}, "malformed"),
        ({"Timestamp": "2026-03-02T09:00:03.000Z"}, "bad_signature"),
        ({"SigningCertUrl": "https://sns.evil.com/s.pem"}, "foreign_certificate"),
        ({"TopicArn": f"{TOPIC}-2"}, "other_topic"),
    ],
)
def test_an_unsigned_message_changes_nothing_and_is_raised(
    world: World, api: Api, log: io.StringIO, kind: str, change: dict[str, Any], reason: str
) -> None:
    found = sent_one(world, api)
    forged = told(found, kind) | change
    before = world.items()
    with pytest.raises(Refused, match=reason):
        deliver(forged)
    assert world.items() == before
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert (line["level"], line["sns_message_id"], line["reason"]) == ("WARNING", forged["MessageId"], reason)
    assert found["address"] not in log.getvalue()


@pytest.mark.feature("S0.15")
def test_a_forged_message_changes_nothing_even_after_a_genuine_one(world: World, api: Api) -> None:
    found = sent_one(world, api)
    good = told(found, "Delivery")
    with pytest.raises(Refused, match="bad_signature"):
        deliver(good, good | {"Message": told(found, "Bounce")["Message"]})
    assert states(world) == ["delivered"]


@pytest.mark.feature("S0.15", "S3.4")
def test_a_bad_record_does_not_stop_the_others(world: World, api: Api) -> None:
    found = sent_one(world, api)
    with pytest.raises(Refused):
        deliver(told(found, "Bounce") | {"Signature": "AAAA"}, None, "text", {}, told(found, "Delivery"))
    assert states(world) == ["delivered"]
    with pytest.raises(Refused):
        deliver(told(found, "Complaint"), told(found, "Bounce") | {"TopicArn": None})
    assert states(world) == ["complained"]


@pytest.mark.parametrize(
    "message",
    [
        "Successfully validated SNS topic for Amazon SES event publishing.",
        "[]",
        "null",
        "3",
        "[" * 100_000,
        '{"eventType": "Bounce", "mail": {"tags": {"tenant_id": ["acme"], "communication_id": ["com_1"]}}}',
        '{"eventType": "Bounce", "mail": [1]}',
        '{"eventType": "Send", "mail": {"tags": {"tenant_id": ["acme"], "communication_id": ["com_1"]}}}',
    ],
    ids=lambda message: message[:40],
)
def test_a_signed_message_that_cannot_be_parsed_is_dropped(world: World, api: Api, log: io.StringIO, message: str) -> None:
    found = sent_one(world, api)
    unreadable = signed(notification(message))
    deliver(unreadable, told(found, "Delivery"))
    assert states(world) == ["delivered"]
    (line,) = [json.loads(line) for line in log.getvalue().splitlines()]
    assert line["sns_message_id"] == unreadable["MessageId"]


@pytest.mark.feature("S0.15")
def test_without_its_certificate_a_message_is_delivered_again(world: World, api: Api) -> None:
    found = sent_one(world, api)
    with served(CertificateUnavailable("no answer")), pytest.raises(CertificateUnavailable):
        handle(told(found, "Bounce"))
    assert states(world) == ["sent"]
    tell(found, "Bounce")
    assert states(world) == ["bounced"]


@pytest.mark.feature("S0.15")
def test_a_missing_certificate_does_not_stop_the_others(world: World, api: Api) -> None:
    found = sent_one(world, api)
    elsewhere = told(found, "Bounce", SigningCertUrl=CERTIFICATE_URL.replace("0", "9"))
    unavailable = served(CertificateUnavailable("no answer"), only_under=elsewhere["SigningCertUrl"])
    with unavailable, pytest.raises(CertificateUnavailable):
        handle(elsewhere, told(found, "Delivery"))
    assert states(world) == ["delivered"]


@pytest.mark.feature("S0.15")
def test_a_storage_error_for_one_does_not_stop_the_others(world: World, api: Api) -> None:
    found = sent_one(world, api)
    with served(), inject(Injection(0, Fault.SERVER_ERROR, which=to("dynamodb"))), pytest.raises(StorageUnavailable):
        handle(told(found, "Bounce"), told(found, "Delivery"))
    assert states(world) == ["delivered"]


@pytest.mark.feature("S0.15")
def test_a_replayed_message_changes_nothing(world: World, api: Api) -> None:
    found = sent_one(world, api)
    old, later = told(found, "Delivery"), told(found, "Bounce")
    deliver(old, later)
    before = world.items()
    with at(clock.now() + timedelta(days=30)):
        deliver(old)
        deliver(later)
    assert world.items() == before


def test_a_deployed_function_fetches_its_certificates_from_sns() -> None:
    assert sns_signatures.source is sns_signatures.fetched_certificate


def test_the_function_starts_without_the_modules_for_signatures() -> None:
    program = "import sys, delivery_feedback.app; print('cryptography' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(["shared", "functions"])}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
