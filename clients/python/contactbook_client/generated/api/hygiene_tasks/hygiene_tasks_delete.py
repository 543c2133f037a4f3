from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def hygiene_tasks_delete(
    hygiene_task_id: str,
) -> Request[Any]:
    """Delete a hygiene task. Bulk changes that it began continue."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/hygiene-tasks/{hygiene_task_id}".format(
            hygiene_task_id=quote(str(hygiene_task_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
