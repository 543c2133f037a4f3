"""The repository of sending rate buckets."""

from datetime import timedelta

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.rates import SendingRate
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.sending.rates import SendingRateRepository, StoredRate
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN


def a_rate(seconds: int = 0) -> SendingRate:
    return SendingRate(spent_until=THEN + timedelta(seconds=seconds), booking_id=f"bkg_{seconds}")


def test_each_channel_has_its_own_bucket(world: World) -> None:
    rates = SendingRateRepository(TenantKeys("acme"))
    rates.save(Channel.EMAIL, a_rate(), replacing=StoredRate(), now=THEN)

    assert rates.read(Channel.EMAIL) == StoredRate(a_rate(), 1)
    assert rates.read(Channel.SMS) == StoredRate()


def test_only_the_bucket_that_was_read_is_replaced(world: World) -> None:
    rates = SendingRateRepository(TenantKeys("acme"))
    rates.save(Channel.EMAIL, a_rate(), replacing=StoredRate(), now=THEN)

    with pytest.raises(ConcurrentUpdate):
        rates.save(Channel.EMAIL, a_rate(1), replacing=StoredRate(), now=THEN)
    rates.save(Channel.EMAIL, a_rate(2), replacing=rates.read(Channel.EMAIL), now=THEN)
    assert rates.read(Channel.EMAIL) == StoredRate(a_rate(2), 2)
