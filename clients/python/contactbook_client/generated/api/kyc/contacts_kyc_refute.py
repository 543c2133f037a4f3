from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.kyc_details import KycDetails
from ...models.kyc_judgement import KycJudgement
from ...types import UNSET, Unset


def contacts_kyc_refute(
    contact_id: str,
    *,
    body: KycJudgement | None | Unset = UNSET,
) -> Request[KycDetails]:
    """Refute what the customer provided."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, KycJudgement):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/contacts/{contact_id}/kyc/refute".format(
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
