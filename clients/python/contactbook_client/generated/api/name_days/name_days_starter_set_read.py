from typing import Any

from ....request import Answer, Request
from ...models.name_day_rules import NameDayRules
from ...types import UNSET, Unset


def name_days_starter_set_read(
    *,
    year: int | None | Unset = UNSET,
) -> Request[NameDayRules]:
    """Read the Greek Orthodox name days, with those that move with Easter, as rules to start with."""
    params: dict[str, Any] = {}

    json_year: int | None | Unset
    if isinstance(year, Unset):
        json_year = UNSET
    else:
        json_year = year
    params["year"] = json_year

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/name-days/starter-set",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NameDayRules:
    if response.status == 200:
        response_200 = NameDayRules.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
