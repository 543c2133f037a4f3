from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.template_preview import TemplatePreview
from ...models.template_preview_draft import TemplatePreviewDraft


def templates_preview(
    template_id: str,
    *,
    body: TemplatePreviewDraft,
) -> Request[TemplatePreview]:
    """Preview what a contact would get; nothing is sent."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/templates/{template_id}/preview".format(
            template_id=quote(str(template_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> TemplatePreview:
    if response.status == 200:
        response_200 = TemplatePreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
