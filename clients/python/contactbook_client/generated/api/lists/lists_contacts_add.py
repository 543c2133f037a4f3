from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.list_members_added import ListMembersAdded
from ...models.list_members_draft import ListMembersDraft


def lists_contacts_add(
    list_id: str,
    *,
    body: ListMembersDraft,
) -> Request[ListMembersAdded]:
    """Add contacts to a list. Idempotent. One that left the list needs `evidence` that it asked for it since."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/lists/{list_id}/contacts".format(
            list_id=quote(str(list_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ListMembersAdded:
    if response.status == 200:
        response_200 = ListMembersAdded.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
