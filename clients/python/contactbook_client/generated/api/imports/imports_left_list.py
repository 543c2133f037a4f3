from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_left_row_page import ImportLeftRowPage
from ...types import UNSET, Unset


def imports_left_list(
    import_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ImportLeftRowPage]:
    """List the contacts that the undo left as they are, with the reasons."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/imports/{import_id}/left".format(
            import_id=quote(str(import_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportLeftRowPage:
    if response.status == 200:
        response_200 = ImportLeftRowPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
