from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.merge_undo_draft import MergeUndoDraft
from ...models.merge_undone import MergeUndone
from ...types import UNSET, Unset


def merges_undo(
    merge_id: str,
    *,
    body: MergeUndoDraft | None | Unset = UNSET,
) -> Request[MergeUndone]:
    """Undo a merge within 30 days. 409 `undo_conflicts` lists the later changes that `assign` must give to a contact."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, MergeUndoDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/merges/{merge_id}/undo".format(
            merge_id=quote(str(merge_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> MergeUndone:
    if response.status == 200:
        response_200 = MergeUndone.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
