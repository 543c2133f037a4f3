from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_ import Import


def imports_read(
    import_id: str,
) -> Request[Import]:
    """Read the progress of an import."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/imports/{import_id}".format(
            import_id=quote(str(import_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Import:
    if response.status == 200:
        response_200 = Import.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
