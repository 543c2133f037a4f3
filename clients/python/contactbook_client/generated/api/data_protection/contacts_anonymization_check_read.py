from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization_check import AnonymizationCheck


def contacts_anonymization_check_read(
    contact_id: str,
) -> Request[AnonymizationCheck]:
    """List every reason why a contact cannot be anonymized now."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/anonymization-check".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AnonymizationCheck:
    if response.status == 200:
        response_200 = AnonymizationCheck.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
