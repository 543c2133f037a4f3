from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def tenant_group_left_out_delete(
    left_out_id: str,
) -> Request[Any]:
    """Let a copy of the person be made again. The next run reads every contact."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/tenant-group/left-out/{left_out_id}".format(
            left_out_id=quote(str(left_out_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
