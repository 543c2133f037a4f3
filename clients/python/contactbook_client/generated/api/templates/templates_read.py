from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.template import Template


def templates_read(
    template_id: str,
) -> Request[Template]:
    """Read one template."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/templates/{template_id}".format(
            template_id=quote(str(template_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Template:
    if response.status == 200:
        response_200 = Template.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
