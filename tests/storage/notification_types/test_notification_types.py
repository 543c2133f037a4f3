"""The repository of notification types."""

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
