from typing import Any

from ....request import Answer, Request
from ...models.kyc_draft import KycDraft
from ...models.kyc_preview import KycPreview


def settings_kyc_preview(
    *,
    body: KycDraft,
) -> Request[KycPreview]:
    """Count how many contacts a new KYC definition would change; nothing is saved."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/settings/kyc/preview",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> KycPreview:
    if response.status == 200:
        response_200 = KycPreview.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
