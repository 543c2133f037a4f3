from typing import Any

from ....request import Answer, Request
from ...models.name_day_rules_file import NameDayRulesFile
from ...models.name_days_rules_save_response_200 import NameDaysRulesSaveResponse200


def name_days_rules_save(
    *,
    body: NameDayRulesFile,
) -> Request[NameDaysRulesSaveResponse200]:
    """Replace the rules with those of a CSV file."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PUT",
        "/v1/name-days/rules",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> NameDaysRulesSaveResponse200:
    if response.status == 200:
        response_200 = NameDaysRulesSaveResponse200.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
