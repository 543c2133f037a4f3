from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.note import Note
from ...models.note_changes import NoteChanges


def contacts_notes_change(
    contact_id: str,
    note_id: str,
    *,
    body: NoteChanges,
) -> Request[Note]:
    """Change a note by merge-patch."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/contacts/{contact_id}/notes/{note_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            note_id=quote(str(note_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Note:
    if response.status == 200:
        response_200 = Note.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
