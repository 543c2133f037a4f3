from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.merge import Merge


def merges_read(
    merge_id: str,
) -> Request[Merge]:
    """Read a merge: its contacts, and until when it can be undone."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/merges/{merge_id}".format(
            merge_id=quote(str(merge_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Merge:
    if response.status == 200:
        response_200 = Merge.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
