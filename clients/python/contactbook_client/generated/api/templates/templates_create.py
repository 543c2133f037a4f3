from typing import Any

from ....request import Answer, Request
from ...models.template import Template
from ...models.template_draft import TemplateDraft


def templates_create(
    *,
    body: TemplateDraft,
) -> Request[Template]:
    """Create a template; an unknown tag is refused."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/templates",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Template:
    if response.status == 201:
        response_201 = Template.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
