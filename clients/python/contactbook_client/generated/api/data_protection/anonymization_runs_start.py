from typing import Any

from ....request import Answer, Request
from ...models.anonymization_run import AnonymizationRun
from ...models.anonymization_run_draft import AnonymizationRunDraft
from ...types import UNSET, Unset


def anonymization_runs_start(
    *,
    body: AnonymizationRunDraft | None | Unset = UNSET,
) -> Request[AnonymizationRun]:
    """Anonymize every contact that meets the conditions of the settings and that the caller may change."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, AnonymizationRunDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/anonymization-runs",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AnonymizationRun:
    if response.status == 202:
        response_202 = AnonymizationRun.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
