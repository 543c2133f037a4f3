from typing import Any, cast

from ....request import Answer, Request


def name_days_rules_read() -> Request[str]:
    """Download the rules as CSV."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/name-days/rules",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> str:
    if response.status == 200:
        response_200 = cast(str, response.json())
        return response_200

    raise ValueError(response.status)
