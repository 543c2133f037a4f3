from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.reconsent_run import ReconsentRun


def consent_reconsent_runs_read(
    run_id: str,
) -> Request[ReconsentRun]:
    """Read the progress of a re-consent run."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/consent/reconsent-runs/{run_id}".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ReconsentRun:
    if response.status == 200:
        response_200 = ReconsentRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
