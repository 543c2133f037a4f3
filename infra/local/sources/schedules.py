"""Schedules, fired by name. Nothing runs by the clock here: a test or a person decides when a day has passed."""

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from infra.local.engine.engine import Engine
from infra.local.functions.running import RunningFunction
from infra.local.template.account import ACCOUNT, REGION
from infra.local.template.intrinsics import TemplateError
from infra.local.template.resources import EVENT_RULE, FUNCTION, QUEUE, SCHEDULE
from infra.local.template.template import Template

SUFFIXES = ("Schedule", "Rule")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule of the template and its target: a queue (by its name) or a function (by its logical id)."""

    name: str
    expression: str
    queue: str | None
    function: str | None
    input: str | None = field(default=None)


def template_schedules(template: Template) -> list[Schedule]:
    """Return every schedule: EventBridge schedules, rules with a schedule expression, and SAM's schedule events."""
    found = []
    for resource in template.resources(SCHEDULE):
        properties = template.properties(resource)
        found.append(_schedule(template, resource.logical, properties, properties["Target"]))
    for resource in template.resources(EVENT_RULE):
        properties = template.properties(resource)
        if "ScheduleExpression" in properties:
            found += [_schedule(template, resource.logical, properties, target) for target in properties["Targets"]]
    for event in template.event_sources("Schedule", "ScheduleV2"):
        expression = event.properties.get("ScheduleExpression", event.properties.get("Schedule", ""))
        found.append(Schedule(event.name, str(expression), None, event.function, event.properties.get("Input")))
    return found


class Scheduler:
    """Fires schedules at the stack's time."""

    def __init__(
        self,
        schedules: list[Schedule],
        functions: Mapping[str, RunningFunction],
        engine: Engine,
        now: Callable[[], datetime],
    ) -> None:
        self._schedules = {schedule.name: schedule for schedule in schedules}
        self._functions = functions
        self._client = engine.client("sqs")
        self._engine = engine
        self._now = now

    @property
    def names(self) -> list[str]:
        """Return the logical names of the schedules in the template."""
        return sorted(self._schedules)

    def fire(self, name: str) -> dict[str, str]:
        """Do what the schedule does when it is due. Raise KeyError if there is none of that name.

        `KycExpiry` also finds `KycExpirySchedule` and `KycExpiryRule`.
        """
        schedule = next(self._schedules[one] for one in self._spellings(name) if one in self._schedules)
        payload = self._payload(schedule)
        if schedule.queue is not None:
            url = f"{self._engine.url}/{ACCOUNT}/{schedule.queue}"
            message = self._client.send_message(QueueUrl=url, MessageBody=payload)
            return {"schedule": schedule.name, "queue": schedule.queue, "message_id": message["MessageId"]}
        self._functions[str(schedule.function)].invoke(json.loads(payload))
        return {"schedule": schedule.name, "function": str(schedule.function)}

    def knows(self, name: str) -> bool:
        """True if there is a schedule of that name."""
        return any(one in self._schedules for one in self._spellings(name))

    def _spellings(self, name: str) -> list[str]:
        return [name, *(name + suffix for suffix in SUFFIXES), *(name.removesuffix(suffix) for suffix in SUFFIXES)]

    def _payload(self, schedule: Schedule) -> str:
        moment = self._now().strftime("%Y-%m-%dT%H:%M:%SZ")
        if schedule.input is not None:
            return schedule.input.replace("<aws.scheduler.scheduled-time>", moment)
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": moment,
            "region": REGION,
            "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{schedule.name}"],
            "detail": {},
        }
        return json.dumps(event)


def _schedule(template: Template, name: str, properties: Mapping[str, Any], target: Mapping[str, Any]) -> Schedule:
    queue = template.logical_of_arn(str(target["Arn"]), QUEUE)
    function = template.logical_of_arn(str(target["Arn"]), FUNCTION)
    if queue is None and function is None:
        raise TemplateError(f"the schedule {name} has a target that the local stack cannot run: {target['Arn']}")
    queue_name = template.resource(queue).name if queue else None
    return Schedule(name, str(properties["ScheduleExpression"]), queue_name, function, target.get("Input"))
