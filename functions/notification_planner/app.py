"""Plans notification runs: a message names a run; what there is no time for is left to its continuation."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.notifications.messages import PlannerMessage
from contactbook.services.base.stores import open_store
from contactbook.services.notifications.planning import plan_run


def work(message: PlannerMessage, now: datetime, has_time: TimeLeft) -> None:
    """Plan the run on."""
    plan_run(open_store(message.tenant_id), message.run_id, now=now, has_time=has_time)


handler = handler_of_queue(work, PlannerMessage)
