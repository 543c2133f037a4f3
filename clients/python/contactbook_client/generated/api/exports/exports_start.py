from typing import Any

from ....request import Answer, Request
from ...models.export import Export
from ...models.export_draft import ExportDraft


def exports_start(
    *,
    body: ExportDraft,
) -> Request[Export]:
    """Export contacts, a list, a segment, the decisions of a run, or the errors of an import into a file."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/exports",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Export:
    if response.status == 202:
        response_202 = Export.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
