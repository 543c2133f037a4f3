from typing import Any

from ....request import Answer, Request
from ...models.hygiene_task import HygieneTask
from ...models.hygiene_task_draft import HygieneTaskDraft


def hygiene_tasks_create(
    *,
    body: HygieneTaskDraft,
) -> Request[HygieneTask]:
    """Create a hygiene task: a bulk change of everybody in a segment, by a cron, rate or at expression in a time zone."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/hygiene-tasks",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> HygieneTask:
    if response.status == 201:
        response_201 = HygieneTask.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
