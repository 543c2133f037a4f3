"""The repository of event communication definitions, and the events that they follow."""

from contactbook.domain.audit.entries import Entry
from contactbook.domain.base.callers import job
from contactbook.domain.communications.event_communications import EventCommunication, EventName
from contactbook.domain.notification_types.channels import Channel
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Row
from contactbook.storage.communications.event_communications import EventCommunicationRepository, event_in
from tests.aws_in_process.aws import World
from tests.builders.communications import CONTACT, THEN


def test_a_saved_definition_is_read_again(world: World) -> None:
    definitions = EventCommunicationRepository(TenantKeys("acme"))
    made = EventCommunication(
        event_communication_id="evc_1",
        event=EventName.KYC_EXPIRED,
        template_id="tpl_1",
        channel=Channel.EMAIL,
        notification_type_id="nty_1",
        created_at=THEN,
        updated_at=THEN,
    )
    table.transact([definitions.add_of("evc_1", made)])

    assert definitions.all() == [made]
    assert EventCommunicationRepository(TenantKeys("acme-corp")).all() == []


def test_an_event_is_an_audit_entry_and_its_contact() -> None:
    entry = Entry.model_validate(
        {
            "entry_id": "his_1",
            "at": THEN,
            "actor": job("test").actor,
            "action": "kyc.expired",
            "fields": (),
            "sequence": 1,
            "previous": "",
        }
    )
    row = Row(Key(TenantKeys("acme").contact_partition(CONTACT), "HISTORY#his_1"), "history", entry.model_dump_json())

    event = event_in(row)

    assert (event.contact_id, event.entry) == (CONTACT, entry)
