from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.erasure_certificate import ErasureCertificate


def contacts_erasure_certificate_read(
    contact_id: str,
) -> Request[ErasureCertificate]:
    """Read what was erased of an anonymized or deleted contact, what was kept, and why."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/erasure-certificate".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ErasureCertificate:
    if response.status == 200:
        response_200 = ErasureCertificate.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
