from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def contacts_relations_delete(
    contact_id: str,
    relation_id: str,
) -> Request[Any]:
    """Remove a relation from both contacts."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/contacts/{contact_id}/relations/{relation_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            relation_id=quote(str(relation_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
