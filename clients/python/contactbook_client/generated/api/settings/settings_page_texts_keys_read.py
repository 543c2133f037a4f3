from typing import Any

from ....request import Answer, Request
from ...models.page_text_keys import PageTextKeys


def settings_page_texts_keys_read() -> Request[PageTextKeys]:
    """List the texts of the pages that a tenant can replace with `PUT /v1/settings/page_texts`, and the languages that it can write."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/settings/page_texts/keys",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> PageTextKeys:
    if response.status == 200:
        response_200 = PageTextKeys.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
