from typing import Any, cast

from ....request import Answer, Request
from ...models.contact_kind import ContactKind
from ...models.file_format import FileFormat
from ...types import UNSET, Unset


def imports_template_read(
    *,
    kind: ContactKind | Unset = UNSET,
    format_: FileFormat | Unset = UNSET,
) -> Request[str]:
    """Download an empty file for an import. Once filled, import it without `columns`."""
    params: dict[str, Any] = {}

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/imports/template",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> str:
    if response.status == 200:
        response_200 = cast(str, response.json())
        return response_200

    raise ValueError(response.status)
