from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.consent import Consent
from ...models.consent_draft import ConsentDraft


def contacts_consent_save(
    contact_id: str,
    *,
    body: ConsentDraft,
) -> Request[Consent]:
    """Record a consent. Only an accepted consent can be withdrawn. Whoever sends back what GET answered records nothing."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
        "/v1/contacts/{contact_id}/consent".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Consent:
    if response.status == 200:
        response_200 = Consent.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
