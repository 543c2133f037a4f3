"""When the attempts of a delivery are made."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.webhooks.deliveries import LEASE, WAITS, Delivery, begun, is_due, wait_after

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def delivery(number: int = 1) -> Delivery:
    return Delivery(
        delivery_id=f"dlv_{number}", webhook_id="whk_1", type="contact.created", event_id="evt_1", body="{}", created_at=NOW
    )


@pytest.mark.feature("S7.5")
def test_waits_grow_to_three_days_and_are_spread() -> None:
    several = [[wait_after(f"dlv_{number}", tries) for tries in range(1, 11)] for number in range(50)]
    for waits in several:
        *all_but_last, last = waits
        assert last is None
        assert all(wait is not None and WAITS[place] * 0.8 <= wait <= WAITS[place] for place, wait in enumerate(all_but_last))
    assert timedelta(hours=70) < sum(WAITS, timedelta()) < timedelta(hours=73)
    assert len({waits[3] for waits in several}) > 40
    assert wait_after("dlv_1", 3) == wait_after("dlv_1", 3)


@pytest.mark.feature("S7.5")
def test_an_attempt_that_began_is_made_again_only_after_its_lease() -> None:
    assert is_due(delivery(), NOW)
    running = begun(delivery(), "clm_1", NOW)
    assert not is_due(running, NOW + LEASE - timedelta(seconds=1))
    assert is_due(running, NOW + LEASE)
    assert not is_due(running, NOW + timedelta(days=14))
