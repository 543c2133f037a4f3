from typing import Any

from ....request import Answer, Request
from ...models.import_ import Import
from ...models.import_draft import ImportDraft


def imports_start(
    *,
    body: ImportDraft,
) -> Request[Import]:
    """Import contacts from a file. With `dry_run`, only count what the import would do."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/imports",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Import:
    if response.status == 202:
        response_202 = Import.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
