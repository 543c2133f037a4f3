from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.communication import Communication
from ...models.person_export_email_draft import PersonExportEmailDraft
from ...types import UNSET, Unset


def contacts_export_email(
    contact_id: str,
    *,
    body: None | PersonExportEmailDraft | Unset = UNSET,
) -> Request[Communication]:
    """Email the contact a link to everything that is held about it. The link works for a week."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, PersonExportEmailDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/export/email".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Communication:
    if response.status == 202:
        response_202 = Communication.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
