from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.not_duplicate import NotDuplicate
from ...models.not_duplicate_draft import NotDuplicateDraft


def contacts_not_duplicate(
    contact_id: str,
    *,
    body: NotDuplicateDraft,
) -> Request[NotDuplicate]:
    """Mark another contact as different from this one."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/not-duplicate".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NotDuplicate:
    if response.status == 200:
        response_200 = NotDuplicate.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
