"""Measures what a mail of a run costs in CPU, decided, armed, handed over and marked, beside raw boto3 making the same requests.

The answers of DynamoDB and SES come from below botocore, and their own CPU is taken off.
"""

import os
import statistics
import time
from typing import Any

from benchmarks.budget import line_of, within_budget
from benchmarks.kept_table import KeptTable
from tests.aws_in_process.aws import ENVIRONMENT, World, moto_world

RECIPIENTS, ROUNDS = 200, 5
_OFFER = "Our offer of the month is here. " * 20
_HTML = f"<h1>Dear #first_name</h1><p>{_OFFER}</p><p><a href='#unsubscribe_link'>Unsubscribe</a></p>"
BODIES = {
    "email": {"subject": "News for #first_name", "html": _HTML, "text": f"Dear #first_name,\n\n{_OFFER}\n#unsubscribe_link\n"}
}


def run(recipients: int = RECIPIENTS) -> list[str]:
    """Measure the sender and return the lines to print. Raises SystemExit past a budget."""
    os.environ.update(ENVIRONMENT)
    with moto_world() as world:
        items, records = _planned(world, recipients)
    found = [_measured(items, records, recipients) for _ in range(ROUNDS)]
    seconds, raw = (statistics.median(side) / recipients for side in zip(*found, strict=True))
    times = f"{seconds / raw:.2f} times raw boto3 with the same requests ({raw * 1000:.2f} ms)"
    return within_budget([line_of("mail", f"CPU a mail: {seconds * 1000:.2f} ms, {times}", seconds / raw)])


def _planned(world: World, recipients: int) -> tuple[list[Any], list[Any]]:
    """Return the table with a planned run, and the messages of the sender's queue."""
    from tests.aws_in_process.http import Api
    from tests.aws_in_process.jobs import drain_queues, drain_stream
    from tests.builders import sending

    world.reset()
    api = Api()
    sending.set_up()
    for number in range(recipients):
        sending.contact(number)
    drain_stream(world)
    sending.start_run(api, {"all": True}, template_id=sending.template(api, bodies=BODIES))
    drain_queues(world, "notification_planner")
    return world.state.as_sent(world.table_name), world.take_messages("notification_sender")


def _measured(items: list[Any], records: list[Any], recipients: int) -> tuple[float, float]:
    """Return the seconds of CPU of the sender, and of raw boto3 making its requests."""
    from contactbook.storage.settings.sections import forget_cached
    from notification_sender.app import handler
    from tests.aws_in_process.http import LambdaContext

    table = KeptTable(items)
    context: Any = LambdaContext()
    forget_cached()
    with table.in_place_of_aws():
        begun = time.process_time()
        for record in records:
            handler({"Records": [record]}, context)
        seconds = time.process_time() - begun
    if table.count("SendEmail") != recipients:
        raise SystemExit(f"The sender has sent {table.count('SendEmail')} of {recipients} mails.")
    return seconds - table.own_seconds(), table.raw_seconds()
