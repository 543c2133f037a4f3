from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.name_day_run import NameDayRun


def name_days_runs_read(
    run_id: str,
) -> Request[NameDayRun]:
    """Read the progress of a run."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/name-days/runs/{run_id}".format(
            run_id=quote(str(run_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NameDayRun:
    if response.status == 200:
        response_200 = NameDayRun.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
