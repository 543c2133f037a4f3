from typing import Any

from ....request import Answer, Request
from ...models.reconsent_draft import ReconsentDraft
from ...models.reconsent_run import ReconsentRun


def consent_require_reconsent(
    *,
    body: ReconsentDraft,
) -> Request[ReconsentRun]:
    """Ask every contact for its consent again with a new form. Withdrawn and anonymized contacts are skipped."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/consent/require-reconsent",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ReconsentRun:
    if response.status == 202:
        response_202 = ReconsentRun.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
