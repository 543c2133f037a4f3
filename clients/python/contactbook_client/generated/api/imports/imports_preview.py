from typing import Any

from ....request import Answer, Request
from ...models.import_preview import ImportPreview
from ...models.import_preview_draft import ImportPreviewDraft


def imports_preview(
    *,
    body: ImportPreviewDraft,
) -> Request[ImportPreview]:
    """Read the head of a file: what it holds, which field each column could be, and what will not come in. Nothing is imported."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/imports/preview",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportPreview:
    if response.status == 200:
        response_200 = ImportPreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
