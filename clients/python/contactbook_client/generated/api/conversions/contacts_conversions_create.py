from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.conversion import Conversion
from ...models.conversion_draft import ConversionDraft


def contacts_conversions_create(
    contact_id: str,
    *,
    body: ConversionDraft,
) -> Request[Conversion]:
    """Record a conversion of a contact."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/conversions".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Conversion:
    if response.status == 201:
        response_201 = Conversion.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
