from typing import Any

from ....request import Answer, Request
from ...models.print_batch_page import PrintBatchPage
from ...types import UNSET, Unset


def print_batches_list(
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[PrintBatchPage]:
    """List the batches of letters of the last seven days, by run. A page may hold fewer than `limit` without being the last."""
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
        "/v1/print-batches",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> PrintBatchPage:
    if response.status == 200:
        response_200 = PrintBatchPage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
