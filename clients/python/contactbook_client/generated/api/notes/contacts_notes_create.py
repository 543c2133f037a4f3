from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.note import Note
from ...models.note_draft import NoteDraft


def contacts_notes_create(
    contact_id: str,
    *,
    body: NoteDraft,
) -> Request[Note]:
    """Add a note about a contact."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/notes".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Note:
    if response.status == 201:
        response_201 = Note.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
