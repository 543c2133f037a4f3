from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def suppression_lists_entries_delete(
    suppression_list_id: str,
    entry_id: str,
) -> Request[Any]:
    """Delete one entry of the list. Of the automatic list, what a bounce made can be deleted; what a person refused stands."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/suppression-lists/{suppression_list_id}/entries/{entry_id}".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
            entry_id=quote(str(entry_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
