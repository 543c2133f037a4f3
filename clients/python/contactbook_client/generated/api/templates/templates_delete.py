from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def templates_delete(
    template_id: str,
) -> Request[Any]:
    """Delete a template."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/templates/{template_id}".format(
            template_id=quote(str(template_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
