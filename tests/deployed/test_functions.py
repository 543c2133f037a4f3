"""Every function as `sam build` packs it, called once against MiniStack.

These tests show that each function finds all its imports in its own code and the layer, that its environment names existing
stores, and that a first event succeeds. The local stack's code makes the stores from the built template. The tests do not
deploy the template through CloudFormation, so they show nothing of roles and event sources
(`tests/checks/permissions.py` holds every call of the suite to its role), and the layer is built for this machine's
processor and not for Lambda's arm64.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.deployed.conftest import BUILT, Deployment

pytestmark = pytest.mark.deployed

EVENTS = Path(__file__).resolve().parents[2] / "events"
# The sample event for each function, and the status of the answer of HTTP functions.
REQUESTS = {
    "settings_api": ("read_uniqueness", 200),
    "contacts_api": ("create_person", 201),
    "notifications_api": ("list_templates", 200),
    "docs_api": ("openapi", 200),
    "links_api": ("unknown_link", 404),
}
JOBS = {
    "kyc_expiry": "one_tenant",
    "tenant_sync": "one_tenant",
    "name_days": "one_tenant",
    "anonymization": "one_tenant",
    "sweeper": "one_tenant",
    "notification_planner": "one_slice",
    "notification_sender": "one_slice",
    "contact_import": "one_slice",
    "merges": "one_slice",
    "derived_rebuild": "one_slice",
    "uniqueness_build": "one_slice",
    "webhooks": "one_attempt",
    "uploads": "one_file",
}


def sample(package: str, name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((EVENTS / package / f"{name}.json").read_text(encoding="utf-8"))
    return event


def test_every_function_of_the_template_is_called(deployment: Deployment) -> None:
    assert set(deployment.functions) == {*REQUESTS, *JOBS, "reconsent", "bulk_changes", "contact_events", "delivery_feedback"}


@pytest.mark.parametrize("package", REQUESTS)
def test_a_function_behind_the_api_answers(deployment: Deployment, package: str) -> None:
    name, status = REQUESTS[package]
    invoked = deployment.invoke(package, sample(package, name))
    assert invoked.answer["statusCode"] == status, invoked.answer


def test_a_created_contact_is_in_the_table(deployment: Deployment) -> None:
    event = sample("contacts_api", "create_person")
    event["headers"]["idempotency-key"] = "another"
    location = deployment.invoke("contacts_api", event).answer["headers"]["Location"]
    created = [json.loads(item["document"]["S"])["contact_id"] for item in deployment.items("contact")]
    assert location.rpartition("/")[2] in created


@pytest.mark.parametrize("package", JOBS)
def test_a_job_processes_a_message(deployment: Deployment, package: str) -> None:
    assert deployment.invoke(package, sample(package, JOBS[package])).answer == {"batchItemFailures": []}


def test_a_job_reports_a_failed_message(deployment: Deployment) -> None:
    """Send a message about a run that does not exist."""
    event = sample("reconsent", "one_slice")
    failed = [{"itemIdentifier": event["Records"][0]["messageId"]}]
    assert deployment.invoke("reconsent", event).answer == {"batchItemFailures": failed}


def test_the_stream_function_derives_search_words(deployment: Deployment) -> None:
    invoked = deployment.invoke("contact_events", sample("contact_events", "contact_created"))
    assert invoked.answer == {"batchItemFailures": []}
    assert deployment.items("search_word")


def test_feedback_without_a_signature_of_sns_is_refused(deployment: Deployment) -> None:
    event = sample("delivery_feedback", "hard_bounce")
    event["Records"][0]["Sns"]["TopicArn"] = deployment.environment["FEEDBACK_TOPIC_ARN"]
    with pytest.raises(AssertionError, match="Refused"):
        deployment.invoke("delivery_feedback", event)


def test_everything_is_imported_from_the_build(deployment: Deployment) -> None:
    invoked = deployment.invoke("contacts_api", sample("contacts_api", "unknown_path"))
    ours = [place for place in invoked.places if "site-packages" in place or "contactbook" in place or "contacts_api" in place]
    assert ours
    assert all(place.startswith(str(BUILT)) for place in ours)
