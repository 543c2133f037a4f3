from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def contacts_notes_delete(
    contact_id: str,
    note_id: str,
) -> Request[Any]:
    """Remove a note."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/contacts/{contact_id}/notes/{note_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            note_id=quote(str(note_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
