from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.relation import Relation


def contacts_relations_read(
    contact_id: str,
    relation_id: str,
) -> Request[Relation]:
    """Read a relation."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/relations/{relation_id}".format(
            contact_id=quote(str(contact_id), safe=""),
            relation_id=quote(str(relation_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Relation:
    if response.status == 200:
        response_200 = Relation.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
