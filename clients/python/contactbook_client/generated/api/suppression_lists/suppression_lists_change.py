from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.more_contactable import MoreContactable
from ...models.suppression_list import SuppressionList
from ...models.suppression_list_changes import SuppressionListChanges
from ...types import UNSET, Unset


def suppression_lists_change(
    suppression_list_id: str,
    *,
    body: SuppressionListChanges,
    preview: bool | Unset = False,
) -> Request[MoreContactable | SuppressionList]:
    """Change a suppression list by merge-patch, which replaces criteria as a whole."""
    params: dict[str, Any] = {}

    params["preview"] = preview

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/suppression-lists/{suppression_list_id}".format(
            suppression_list_id=quote(str(suppression_list_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> MoreContactable | SuppressionList:
    if response.status == 200:

        def _parse_response_200(data: object) -> MoreContactable | SuppressionList:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = SuppressionList.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_200_type_1 = MoreContactable.from_dict(data)

            return response_200_type_1

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
