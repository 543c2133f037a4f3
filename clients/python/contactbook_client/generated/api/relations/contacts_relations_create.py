from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.relation import Relation
from ...models.relation_draft import RelationDraft


def contacts_relations_create(
    contact_id: str,
    *,
    body: RelationDraft,
) -> Request[Relation]:
    """Relate two contacts."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/relations".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Relation:
    if response.status == 201:
        response_201 = Relation.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
