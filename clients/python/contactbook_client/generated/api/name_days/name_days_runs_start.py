from typing import Any

from ....request import Answer, Request
from ...models.name_day_run import NameDayRun
from ...models.name_day_run_draft import NameDayRunDraft
from ...types import UNSET, Unset


def name_days_runs_start(
    *,
    body: NameDayRunDraft | None | Unset = UNSET,
) -> Request[NameDayRun]:
    """Run the name-day rules over all contacts now."""

    _kwargs: dict[str, Any] = {}

    if isinstance(body, NameDayRunDraft):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    return Request(
        "POST",
        "/v1/name-days/runs",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NameDayRun:
    if response.status == 202:
        response_202 = NameDayRun.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
