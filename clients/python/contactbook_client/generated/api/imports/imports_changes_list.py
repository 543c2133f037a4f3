from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_changed_cell_page import ImportChangedCellPage
from ...types import UNSET, Unset


def imports_changes_list(
    import_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ImportChangedCellPage]:
    """List the cells that came in otherwise than they stood in the file, such as a yes of somebody who refused (`refusal_stands`)."""
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
        "/v1/imports/{import_id}/changes".format(
            import_id=quote(str(import_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportChangedCellPage:
    if response.status == 200:
        response_200 = ImportChangedCellPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
