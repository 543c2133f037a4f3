"""What a cap on marketing costs a recipient (S7.9)."""

from datetime import datetime

from tests.aws_in_process.aws import World
from tests.metering.meter import metered
from tests.metering.operations import RECIPIENTS, Cost, cost_of, on_empty, planned_run


def capped_recipient_of_a_run(world: World) -> Cost:
    """One recipient of a run, as `recipient_of_a_run`, under a cap on marketing, of which each recipient has the most that is remembered already."""
    from contactbook import clock
    from contactbook.domain.settings.contact_policy import MOST_MESSAGES
    from tests.builders import sending

    now = clock.now()
    with sending.at(now), on_empty(world) as api:
        run_id = planned_run(world, api)
        sending.settings("contact_policy", {"marketing_cap": {"most": MOST_MESSAGES, "days": 1}})
        _fill_counts(world, now)
        with metered(world) as usage:
            sending.drain(world)
        assert api.get(f"/v1/notification-runs/{run_id}").body["sent"] == RECIPIENTS
        return cost_of(usage, RECIPIENTS, every_service=True)


def _fill_counts(world: World, now: datetime) -> None:
    """Let each contact have got as much as is remembered of it, at odd times long ago."""
    from contactbook.domain.decisions.marketing_counts import MarketingCount
    from contactbook.domain.settings.contact_policy import MOST_MESSAGES
    from contactbook.storage.base import table
    from tests.builders import sending

    last = int(now.timestamp()) - 200_000
    sent = tuple(sorted(last - place * 86_413 - place**4 for place in range(MOST_MESSAGES)))
    for found in list(world.documents("contact")):
        count = MarketingCount(contact_id=found["contact_id"], version=1, sent=sent)
        table.put(sending.store().marketing_counts.save_of(count, now))
