"""Late writers against an erasure: in no order do personal values come back (S2.141)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.errors import ContactbookError, RuleBroken
from contactbook.domain.communications.communication_drafts import CommunicationDraft
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.notes import NoteDraft
from contactbook.domain.contacts.record import Erasure
from contactbook.domain.contacts.relations import RelationDraft
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import Bodies, EmailBody
from contactbook.services.accounts import accounts
from contactbook.services.base.stores import open_store
from contactbook.services.communications import communications
from contactbook.services.contacts import notes, registration, relations
from contactbook.services.erasure import anonymization, person_archives
from contactbook.storage.base.requests import KeptRequest
from contactbook.storage.tenant_store import TenantStore
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.contacts import a_caller
from tests.checks.residue import hits
from tests.faults.calls import Answer, Call, Json
from tests.faults.exploring import Schedule, explore, many_seeds
from tests.faults.taps import Tap, tapped

BY = a_caller()
CANARY = "Κανάριné"
PERSON = ContactDraft.model_validate(
    {"kind": "person", "first_name": CANARY, "last_name": "Georgiou", "emails": [{"address": "zqcanary@example.com"}]}
)
VALUES = (CANARY, "zqcanary")


def _fresh(world: World, now: datetime) -> tuple[TenantStore, str, str]:
    world.reset()
    type_id = Api().post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    store = open_store("acme")
    store.settings.fresh()
    contact_id = registration.register_contact(store, PERSON, by=BY, now=now).contact_id
    notes.add_note(store, contact_id, NoteDraft(text=CANARY), by=BY, now=now)
    return store, contact_id, type_id


def _keep_an_answer(store: TenantStore, now: datetime, contact_id: str) -> None:
    """What the end of a request with an Idempotency-Key does."""
    running = store.requests.begin("a" * 64, "b" * 64, now=now, lease=40)
    assert not isinstance(running, KeptRequest)
    contact = store.contacts.get(contact_id)
    running.finish(running.kept.model_copy(update={"status": 200, "body": contact.model_dump_json()}), [contact_id])


def _writers(store: TenantStore, contact_id: str, type_id: str, now: datetime) -> dict[str, Callable[[], object]]:
    message = CommunicationDraft(
        bodies=Bodies(email=EmailBody(subject=CANARY, text=CANARY)), channel=Channel.EMAIL, notification_type_id=type_id
    )
    other = registration.register_contact(
        store, ContactDraft.model_validate({"kind": "company", "company_name": "Acme"}), by=BY, now=now
    )
    related = RelationDraft.model_validate({"related_contact_id": other.contact_id, "relation_type": "employee"})
    return {
        "change": partial(registration.change_contact, store, contact_id, {"last_name": CANARY}, by=BY, now=now),
        "note": partial(notes.add_note, store, contact_id, NoteDraft(text=CANARY), by=BY, now=now),
        "account": partial(accounts.open_account, store, contact_id, AccountDraft(name=CANARY), by=BY, now=now),
        "message": partial(communications.queue_communication, store, contact_id, message, by=BY, now=now),
        "relation": partial(relations.add_relation, store, contact_id, related, by=BY, now=now),
        "answer": partial(_keep_an_answer, store, now, contact_id),
        "export": partial(person_archives.export_as_zip, store, contact_id, by=BY, now=now),
    }


@pytest.mark.feature("S2.131", "S2.141")
@many_seeds(40, torture=1000)
def test_no_late_writer_brings_a_value_back(world: World, now: datetime, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        store, contact_id, type_id = _fresh(world, now)
        writers = _writers(store, contact_id, type_id, now)
        chosen = schedule.random.sample(sorted(writers), 2)
        erasing = partial(anonymization.anonymize_contact, store, contact_id, by=BY, now=now, has_time=lambda: True)
        schedule.run({"erasure": erasing} | {name: writers[name] for name in chosen}, may_raise=[ContactbookError])
        for _ in range(3):
            drain_stream(world)
            anonymization.anonymize_contact(store, contact_id, by=BY, now=now, has_time=lambda: True)
        assert store.contacts.get(contact_id).erasure is Erasure.ANONYMIZED
        drain_stream(world)
        # A message names ids only; the answer was given to whoever asked.
        assert hits(world, VALUES) == [], chosen

    explore(scenario, seeds)


@pytest.mark.feature("S2.141")
def test_an_answer_that_comes_after_the_erasure_is_not_kept(world: World, now: datetime) -> None:
    store, contact_id, _ = _fresh(world, now)
    running = store.requests.begin("a" * 64, "b" * 64, now=now, lease=40)
    assert not isinstance(running, KeptRequest)
    body = store.contacts.get(contact_id).model_dump_json()
    anonymization.anonymize_contact(store, contact_id, by=BY, now=now, has_time=lambda: True)
    running.finish(running.kept.model_copy(update={"status": 200, "body": body}), [contact_id])
    drain_stream(world)
    assert hits(world, VALUES) == []
    again = store.requests.begin("a" * 64, "b" * 64, now=now, lease=40)
    assert isinstance(again, KeptRequest)
    assert again.erased


@pytest.mark.feature("S2.126", "S2.141")
@pytest.mark.parametrize("at", ["before the way to the file", "before the file"])
def test_an_export_that_was_begun_before_the_erasure_leaves_no_file(world: World, now: datetime, at: str) -> None:
    store, contact_id, _ = _fresh(world, now)
    point = "dynamodb.TransactWriteItems" if at == "before the way to the file" else "s3.PutObject"

    class ErasesAtThisPoint(Tap):
        """Carries the whole erasure out right before one call."""

        done = False

        def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
            if call.name == point and not self.done:
                self.done = True
                anonymization.anonymize_contact(store, contact_id, by=BY, now=now, has_time=lambda: True)
            return proceed(call.params)

    with tapped(ErasesAtThisPoint()), pytest.raises(RuleBroken, match="anonymized"):
        person_archives.export_as_zip(store, contact_id, by=BY, now=now)
    drain_stream(world)
    assert hits(world, VALUES) == []
    assert world.client("s3").list_objects_v2(Bucket=world.bucket_name)["KeyCount"] == 0
