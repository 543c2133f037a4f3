from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.hygiene_task import HygieneTask


def hygiene_tasks_read(
    hygiene_task_id: str,
) -> Request[HygieneTask]:
    """Read one hygiene task."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/hygiene-tasks/{hygiene_task_id}".format(
            hygiene_task_id=quote(str(hygiene_task_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> HygieneTask:
    if response.status == 200:
        response_200 = HygieneTask.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
