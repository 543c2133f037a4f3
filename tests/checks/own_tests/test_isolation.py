"""tests/checks/isolation.py refuses foreign files, signed addresses, messages, events and records."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import boto3
import pytest

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.gateways import files
from contactbook.services.base.stores import open_group, open_store
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.storage.tenants.registry import children_of
from tests.aws_in_process.aws import ENVIRONMENT, World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.checks.isolation import IN_THE_GROUP, IN_THE_GROUPS_TENANTS, calling_as, calling_as_somebody, check_addresses

QUEUE = ENVIRONMENT["KYC_EXPIRY_QUEUE_URL"]


@contextmanager
def refused(what: str) -> Iterator[None]:
    with pytest.raises(pytest.fail.Exception, match=what):
        yield


@pytest.fixture
def group(world: World) -> World:
    """Return a world with the top account acme, two child accounts, and an unrelated tenant."""
    for tenant_id, parent_id in (("acme", None), ("acme-north", "acme"), ("acme-south", "acme"), ("other", None)):
        Api(tenant_id=tenant_id).register(parent_id=parent_id)
    return world


def at_work(function: str, body: dict[str, Any], work: Callable[[], object]) -> dict[str, Any]:
    """Pass one message to a job function that does this work."""

    def done(message: JobMessage, now: datetime, has_time: TimeLeft) -> None:
        work()

    record = {"messageId": "1", "body": json.dumps(body), "eventSourceARN": f"arn:aws:sqs:eu-west-1:1:{function}"}
    answer: dict[str, Any] = handler_of_queue(done, JobMessage, waits_in=None)({"Records": [record]}, LambdaContext())  # type: ignore[arg-type]  # the context of the tests has what the code reads
    return answer


def reads(tenant_id: str) -> Callable[[], object]:
    return lambda: open_store(tenant_id).contacts.find("con_1")


@pytest.mark.parametrize(
    "key",
    [
        "attachments/tenants/acme-corp/contacts/con_1/att_1",
        "exports/acme-corp/people/exp_1.zip",
        "imports/acme-corp/uploads/upl_1",
        "print/acme-corp/bat_1.pdf",
        "exports/exp_1/file.csv",
        "acme/file.csv",
    ],
)
def test_a_file_of_another_tenant_or_of_no_tenant_is_refused(world: World, key: str) -> None:
    with calling_as("acme"):
        for touch in (files.size_of, files.remove_file, lambda one: files.put_file(one, b"")):
            with refused("a request of acme touches"):
                touch(key)
        files.put_file(key.replace("acme-corp", "acme") if "acme-corp" in key else "exports/acme/1/file.csv", b"")


def test_a_signed_address_of_another_tenants_file_is_refused(world: World) -> None:
    own, foreign = (files.upload_url(f"imports/{one}/uploads/1", content_type="text/csv") for one in ("acme", "acme-corp"))
    with calling_as("acme"):
        check_addresses(json.dumps({"upload_url": own}))
        with refused("touches .*acme-corp.* with a signed address"):
            check_addresses(json.dumps({"upload_url": foreign}))


def test_signed_addresses_in_answers_are_checked(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import library

    body = {"file_name": "form.pdf", "content_type": "application/pdf", "size": 4, "classification": "consent_form"}
    assert api.post("/v1/attachments", body).status == 201
    monkeypatch.setattr(library, "upload_key", lambda *_: "uploads/tenants/acme-corp/library/att_1")
    with refused("with a signed address"):
        api.post("/v1/attachments", body)


def test_a_message_and_an_event_of_another_tenant_are_refused(world: World) -> None:
    sqs, events = boto3.client("sqs"), boto3.client("events")
    message = JobMessage(tenant_id="acme-corp").model_dump_json()
    with calling_as("acme"):
        sqs.send_message(QueueUrl=QUEUE, MessageBody=JobMessage(tenant_id="acme").model_dump_json())
        with refused("with sqs.SendMessageBatch"):
            sqs.send_message_batch(QueueUrl=QUEUE, Entries=[{"Id": "1", "MessageBody": message}])
        with refused("with events.PutEvents"):
            events.put_events(Entries=[{"Source": "contactbook", "DetailType": "x", "Detail": message}])


def test_a_request_by_link_touches_one_tenant(world: World) -> None:
    with calling_as_somebody():
        reads("acme")()
        with refused("a request by a link touches"):
            reads("acme-corp")()


def test_a_job_touches_the_records_of_its_messages_tenant(group: World) -> None:
    at_work("kyc_expiry", {"tenant_id": "acme"}, reads("acme"))
    for foreign in (reads("acme-north"), reads("other"), open_group("acme-north").settings_and_state):
        with refused("a message of kyc_expiry for acme touches"):
            at_work("kyc_expiry", {"tenant_id": "acme"}, foreign)


def test_the_message_for_every_tenant_becomes_one_each_and_reads_no_tenant(group: World) -> None:
    every = JobMessage(every_tenant=True)
    at_work("kyc_expiry", {"every_tenant": True}, lambda: send_to_every_tenant(QUEUE, every))
    assert len(group.messages("kyc_expiry")) == 4
    with refused("a message of kyc_expiry for every tenant touches"):
        at_work("kyc_expiry", {"every_tenant": True}, reads("acme"))


def test_only_the_sync_touches_other_tenants_of_its_group(group: World) -> None:
    assert set(IN_THE_GROUPS_TENANTS) == {"tenant_sync"}
    for tenant_id in ("acme", "acme-north", "acme-south"):
        at_work("tenant_sync", {"tenant_id": "acme"}, reads(tenant_id))
    for foreign in (reads("other"), open_group("other").settings_and_state):
        with refused("a message of tenant_sync for acme touches .*other"):
            at_work("tenant_sync", {"tenant_id": "acme"}, foreign)


def test_a_rebuild_touches_its_groups_data_and_no_other_tenant(group: World) -> None:
    at_work("derived_rebuild", {"tenant_id": "acme-north"}, open_group("acme").settings_and_state)
    for foreign in (reads("acme"), open_group("other").settings_and_state):
        with refused("a message of derived_rebuild for acme-north touches"):
            at_work("derived_rebuild", {"tenant_id": "acme-north"}, foreign)


def test_the_stream_function_touches_the_changes_tenant_and_its_groups_data(
    group: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contactbook.services.stream import consumers

    group.take_stream_records()
    assert Api(tenant_id="acme-north").post("/v1/contacts", {"kind": "person", "last_name": "G"}).status == 201
    records = group.take_stream_records()
    monkeypatch.setattr(consumers, "CONSUMERS", (lambda *_: open_group("acme").settings_and_state(),))
    drain_stream(group, records)
    for foreign in (reads("acme-south"), reads("acme"), open_group("other").settings_and_state):
        monkeypatch.setattr(consumers, "CONSUMERS", (lambda *_, touch=foreign: touch(),))
        with refused("contact_events for acme-north touches"):
            drain_stream(group, records)


def test_a_child_account_that_renames_itself_touches_its_top_accounts_entry(group: World) -> None:
    assert Api(tenant_id="acme-north").patch("/v1/tenant", {"name": "North"}).status == 200
    with calling_as("acme-north"), refused("the group of acme"):
        children_of("acme")


def test_every_listed_exception_exists(world: World) -> None:
    from tests.checks.permissions import grants_of

    for function in {*IN_THE_GROUP, *IN_THE_GROUPS_TENANTS} - {"the registry", "the shared contacts"}:
        assert grants_of(function), function
