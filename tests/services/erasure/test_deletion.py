"""Deleting is erasing: whatever dies on the way, the traces of a deleted contact go, and the chain and the refusals stay."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.base.jobs import Work
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.notes import NoteDraft
from contactbook.domain.erasure.messages import AnonymizationMessage
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import notes, registration
from contactbook.services.erasure import deletion, job
from contactbook.storage.stream.changes import changes_by_tenant
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream
from tests.builders.contacts import a_caller
from tests.checks.residue import hits
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.faults import Fault, Injection, Level, WorkerDied, every_injection
from tests.faults.injecting import inject

BY = a_caller()
CANARY = "Κανάριné"
PERSON = {"kind": "person", "first_name": CANARY, "last_name": "Georgiou", "emails": [{"address": "zqcanary@example.com"}]}
VALUES = (CANARY, "zqcanary")


def always() -> bool:
    return True


class Gone:
    """A contact with a note and a document that was deleted, and what the stream tells of it."""

    def __init__(self, world: World, now: datetime) -> None:
        self.store = open_store("acme")
        self.store.settings.fresh()
        self.now = now
        self.contact_id = registration.register_contact(
            self.store, ContactDraft.model_validate(PERSON), by=BY, now=now
        ).contact_id
        notes.add_note(self.store, self.contact_id, NoteDraft(text=CANARY), by=BY, now=now)
        registration.delete_contact(self.store, self.contact_id, by=BY, now=now)
        self.changes = changes_by_tenant({"Records": world.take_stream_records()})["acme"]
        world.keep()

    def follow(self) -> None:
        deletion.follow_changes(self.store, self.changes, self.now)

    def erase(self) -> Work:
        return deletion.erase_deleted_contacts(self.store, [self.contact_id], now=self.now, has_time=always)

    def daily_round(self) -> None:
        message = AnonymizationMessage(tenant_id="acme")
        job.run_anonymization(message, self.now + timedelta(days=1), always)

    def is_erased(self, world: World) -> bool:
        assert hits(world, VALUES) == []
        certificate = self.store.erasure_certificates.get(self.contact_id)
        assert certificate.completed_at is not None
        assert certificate.requested_by == "user:user-1"
        found = self.store.deleted_contacts.find(self.contact_id)
        return found is not None and found.erased_at is not None


@pytest.fixture
def gone(world: World, now: datetime) -> Gone:
    return Gone(world, now)


@pytest.mark.feature("S2.141")
def test_a_worker_that_dies_at_any_call_is_followed_by_one_that_finishes(gone: Gone, world: World) -> None:
    with count_calls() as calls:
        gone.follow()
        gone.erase()
    assert gone.is_erased(world)
    for injection in _deaths(len(calls)):
        world.restore()
        with inject(injection), suppress(WorkerDied):
            gone.follow()
            gone.erase()
        # The stream delivers again, and the queue does.
        gone.follow()
        gone.erase()
        assert gone.is_erased(world), injection


def _deaths(calls: int) -> Iterator[Injection]:
    return every_injection(calls, faults=[Fault.DEATH], levels=[Level.ABOVE])


@pytest.mark.feature("S2.141")
def test_whatever_fails_at_any_call_the_job_finishes_when_it_is_delivered_again(gone: Gone, world: World) -> None:
    gone.follow()
    world.keep()
    with count_calls() as calls:
        gone.erase()
    faults = [Fault.SERVER_ERROR, Fault.CONFLICT, Fault.PARTIAL]
    for injection in every_injection([one.call for one in calls], faults=faults, levels=[Level.ABOVE]):
        world.restore()
        with inject(injection), suppress(ContactbookError, ClientError, BotoCoreError):
            gone.erase()
        gone.erase()
        assert gone.is_erased(world), injection


@pytest.mark.feature("S2.141")
@many_seeds(10, torture=500)
def test_two_workers_erase_a_contact_once(gone: Gone, world: World, seeds: range) -> None:
    gone.follow()
    world.keep()

    def scenario(schedule: Schedule) -> None:
        world.restore()
        schedule.run({"one": gone.erase, "two": gone.erase}, may_raise=[ContactbookError])
        gone.erase()
        assert gone.is_erased(world)

    explore(scenario, seeds)


@pytest.mark.feature("S2.141")
def test_the_daily_round_takes_up_what_the_queue_lost(gone: Gone, world: World) -> None:
    gone.follow()
    world.take_messages("anonymization")
    gone.daily_round()
    assert gone.is_erased(world)
    with count_calls() as calls:
        gone.daily_round()
    assert calls.of("dynamodb.TransactWriteItems") == 0


@pytest.mark.feature("S2.141")
def test_a_contact_that_was_deleted_before_deleting_erased_can_be_erased_still(gone: Gone, world: World) -> None:
    api = Api()
    assert api.post(f"/v1/contacts/{gone.contact_id}/anonymize").code == "deleted"
    drain_queue_and_stream(world, "anonymization")
    assert gone.is_erased(world)


@pytest.mark.feature("S2.19", "S2.127", "S2.141")
def test_who_might_have_seen_a_deleted_contact_is_told_what_became_of_it(api: Api, world: World) -> None:
    api.put("/v1/settings/groups", {"groups": ["sales", "care"]})
    sales = Api(groups=("sales",))
    at = sales.post("/v1/contacts", PERSON | {"owned_by_group": "sales"}).headers["Location"]
    missing = "/v1/contacts/con_01J00000000000000000000009"
    assert sales.delete(at).status == 204
    drain_queue_and_stream(world, "anonymization")
    refused = [sales.post(f"{at}/anonymize"), sales.get(f"{at}/anonymization-check")]
    assert {(one.status, one.code) for one in refused} == {(404, "deleted")}
    certificate = sales.get(f"{at}/erasure-certificate")
    assert (certificate.status, certificate.body["redacted"]) == (200, {"history": 1})
    for hidden, never in ((at, missing), (missing, missing)):
        stranger = Api(groups=("care",))
        answers = [stranger.post(f"{one}/anonymize") for one in (hidden, never)]
        assert {(one.status, one.code) for one in answers} == {(404, "not_found")}
        assert stranger.get(f"{hidden}/erasure-certificate").code == "not_found"


@pytest.mark.feature("S2.127", "S2.141", "S5.4")
def test_the_chain_stays_whole_and_a_no_is_kept_as_a_hash(api: Api, world: World) -> None:
    said_no = PERSON | {"preferences": {"direct_marketing": False}}
    contact_id = api.post("/v1/contacts", said_no).body["contact_id"]
    assert api.post(f"/v1/contacts/{contact_id}/notes", {"text": CANARY}).status == 201
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    drain_queue_and_stream(world, "anonymization")
    assert hits(world, VALUES) == []
    verdict = api.get(f"/v1/contacts/{contact_id}/audit/verify").body
    assert (verdict["whole"], verdict["checked"], verdict["values_erased"]) == (True, 3, 2)
    assert api.get(f"/v1/contacts/{contact_id}/audit/chain").body["values"] == []
    again = api.post("/v1/contacts", PERSON).body["contact_id"]
    drain_queue_and_stream(world, "anonymization")
    assert api.get(f"/v1/contacts/{again}").body["preferences"]["direct_marketing"] is False


@pytest.mark.feature("S2.141", "S1.22")
def test_what_was_merged_into_a_deleted_contact_goes_with_it_and_so_does_the_undo(api: Api, world: World) -> None:
    survivor, source = (api.post("/v1/contacts", PERSON | {"emails": [], "title": one}).body["contact_id"] for one in VALUES)
    merge_id = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]}).body["merge_id"]
    assert api.delete(f"/v1/contacts/{survivor}").status == 204
    assert api.post(f"/v1/merges/{merge_id}/undo", {}).status == 404
    drain_queue_and_stream(world, "anonymization")
    assert hits(world, VALUES) == []


@pytest.mark.feature("S2.126", "S2.141")
def test_an_answer_that_comes_after_the_deletion_is_not_kept(gone: Gone, world: World) -> None:
    running: Any = gone.store.requests.begin("a" * 64, "b" * 64, now=gone.now, lease=40)
    running.finish(running.kept.model_copy(update={"status": 200, "body": CANARY}), [gone.contact_id])
    gone.follow()
    gone.erase()
    assert gone.is_erased(world)


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("end", ["deleted", "anonymized"])
@pytest.mark.parametrize("many", [False, True])
def test_a_certificate_counts_everything_that_went(world: World, api: Api, end: str, many: bool) -> None:
    lists = [api.post("/v1/lists", {"name": f"List {number}"}).body["list_id"] for number in range(40 if many else 2)]
    assert api.put("/v1/settings/uniqueness", {"person": [["emails.address"]]}).status == 200
    at = api.post("/v1/contacts", PERSON).headers["Location"]
    assert api.put(f"{at}/lists", {"list_ids": lists}).status == 200
    for _ in range(10 if many else 1):
        other = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"]
        assert api.post(f"{at}/relations", {"related_contact_id": other, "relation_type": "other"}).status == 201
    for noun, body in {
        "notes": {"text": "a"},
        "opportunities": {"name": "Loan"},
        "conversions": {"occurred_at": "2026-01-01T00:00:00Z"},
        "engagements": {"type": "job", "status": "closed"},
        "attachments": {"file_name": "a.txt", "content_type": "text/plain", "size": 5},
    }.items():
        assert api.post(f"{at}/{noun}", body).status == 201
    before = Counter(item["kind"]["S"] for item in world.items() if item["kind"]["S"] in _GOES)
    assert (api.delete(at) if end == "deleted" else api.post(f"{at}/anonymize")).status in (200, 204)
    drain_queue_and_stream(world, "anonymization")
    left = Counter(item["kind"]["S"] for item in world.items() if item["kind"]["S"] in _GOES)
    certificate = api.get(f"{at}/erasure-certificate").body
    gone = before - left
    # A relation is stored at both ends.
    gone["relation"] //= 2
    counted = {kind: certificate["erased"].get(kind, 0) for kind in gone}
    assert counted == gone
    assert (certificate["erased"] if end == "deleted" else certificate["redacted"])["contact"] == 1


_GOES = {"note", "opportunity", "conversion", "engagement", "attachment", "relation", "claim", "list_member"}
