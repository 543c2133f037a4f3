from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.kyc_details import KycDetails
from ...models.kyc_profile_choice_draft import KycProfileChoiceDraft


def contacts_kyc_change(
    contact_id: str,
    *,
    body: KycProfileChoiceDraft,
) -> Request[KycDetails]:
    """Change a contact to another profile."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/kyc/change".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycDetails:
    if response.status == 200:
        response_200 = KycDetails.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
