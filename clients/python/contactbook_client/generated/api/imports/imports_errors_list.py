from typing import Any, cast
from urllib.parse import quote

from ....request import Answer, Request
from ...models.import_row_error_page import ImportRowErrorPage
from ...types import UNSET, Unset


def imports_errors_list(
    import_id: str,
    *,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
    format_: None | str | Unset = UNSET,
) -> Request[ImportRowErrorPage | str]:
    """List the errors of rows in the order of their lines, or download them."""
    params: dict[str, Any] = {}

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    json_format_: None | str | Unset
    if isinstance(format_, Unset):
        json_format_ = UNSET
    else:
        json_format_ = format_
    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/imports/{import_id}/errors".format(
            import_id=quote(str(import_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> ImportRowErrorPage | str:
    if response.status == 200:

        def _parse_response_200(data: object) -> ImportRowErrorPage | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = ImportRowErrorPage.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImportRowErrorPage | str, data)

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
