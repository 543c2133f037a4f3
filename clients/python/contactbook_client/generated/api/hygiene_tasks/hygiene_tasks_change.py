from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.hygiene_task import HygieneTask
from ...models.hygiene_task_changes import HygieneTaskChanges


def hygiene_tasks_change(
    hygiene_task_id: str,
    *,
    body: HygieneTaskChanges,
) -> Request[HygieneTask]:
    """Change a hygiene task by merge-patch. Its later bulk changes have the rights of this caller."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
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
