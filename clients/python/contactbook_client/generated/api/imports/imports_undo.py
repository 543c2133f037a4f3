from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_ import Import


def imports_undo(
    import_id: str,
) -> Request[Import]:
    """Undo an import, except for contacts that others have changed since or that the caller may not change."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "POST",
        "/v1/imports/{import_id}/undo".format(
            import_id=quote(str(import_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Import:
    if response.status == 202:
        response_202 = Import.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
