"""Plans notification runs: a message names a run. A run that takes longer than one invocation is continued by a new message."""

from datetime import datetime

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.communications.messages import PlannerMessage
from contactbook.services.base.stores import open_store
from contactbook.services.runs.planning import plan_run


def work(message: PlannerMessage, now: datetime, has_time: TimeLeft) -> None:
    """Plan the run on."""
    plan_run(open_store(message.tenant_id), message.run_id, now=now, has_time=has_time)


handler = handler_of_queue(work, PlannerMessage, waits_in=config().notification_planner_queue_url)
