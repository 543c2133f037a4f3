from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization import Anonymization
from ...models.anonymize_draft import AnonymizeDraft
from ...types import UNSET, Unset


def contacts_anonymize(
    contact_id: str,
    *,
    body: AnonymizeDraft | None | Unset = UNSET,
) -> Request[Anonymization]:
    """Anonymize a contact. Answers 200 when it is done, 202 while it continues in the background."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, AnonymizeDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/anonymize".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Anonymization:
    if response.status == 200:
        response_200 = Anonymization.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
