"""The repository of notification types."""

import json

from contactbook.domain.base.callers import job
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.notification_types.notification_types import NotificationTypeRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN

BILLS = NotificationType(
    notification_type_id="nty_1",
    name="Bills",
    purpose=Purpose.FINANCIAL,
    apply_direct_marketing_preference=False,
    apply_affiliate_marketing_preference=False,
    created_at=THEN,
    updated_at=THEN,
)


def test_a_saved_type_is_read_again(world: World) -> None:
    types = NotificationTypeRepository(TenantKeys("acme"))
    table.transact([types.add_of("nty_1", BILLS)])

    assert types.get("nty_1") == BILLS
    assert NotificationTypeRepository(TenantKeys("acme-corp")).find("nty_1") is None


def test_its_audit_entry_is_beside_those_of_the_settings(world: World) -> None:
    types = NotificationTypeRepository(TenantKeys("acme"))

    put = types.history_of(BILLS, "notification_type.created", entry_id="his_1", by=job("test"), now=THEN)

    assert put.row.key == TenantKeys("acme").item("SETTINGS-HISTORY", "ALL", "his_1")
    entry = json.loads(put.row.document)
    assert (entry["section"], entry["action"], entry["to"]["name"]) == (
        "notification_types",
        "notification_type.created",
        "Bills",
    )
