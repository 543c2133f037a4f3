from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.consent_evidence_page import ConsentEvidencePage
from ...types import UNSET, Unset


def contacts_consent_evidence_list(
    contact_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
) -> Request[ConsentEvidencePage]:
    """List the evidence of the contact's statements: network address and program, newest first."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/consent/evidence".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ConsentEvidencePage:
    if response.status == 200:
        response_200 = ConsentEvidencePage.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
