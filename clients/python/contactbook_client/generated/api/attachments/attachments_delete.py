from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def attachments_delete(
    attachment_id: str,
) -> Request[Any]:
    """Remove a file of the library."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/attachments/{attachment_id}".format(
            attachment_id=quote(str(attachment_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
