from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.anonymization_run import AnonymizationRun


def anonymization_runs_read(
    run_id: str,
) -> Request[AnonymizationRun]:
    """Read the progress of a run."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/anonymization-runs/{run_id}".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AnonymizationRun:
    if response.status == 200:
        response_200 = AnonymizationRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
