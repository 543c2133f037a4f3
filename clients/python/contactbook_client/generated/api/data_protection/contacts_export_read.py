from typing import Any, cast
from urllib.parse import quote

from ....request import Answer, Request
from ...models.person_export import PersonExport
from ...models.person_export_file import PersonExportFile
from ...models.person_export_format import PersonExportFormat
from ...types import UNSET, Unset


def contacts_export_read(
    contact_id: str,
    *,
    format_: PersonExportFormat | Unset = UNSET,
) -> Request[PersonExport | PersonExportFile | str]:
    """Export everything that is held about a person."""
    params: dict[str, Any] = {}

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/contacts/{contact_id}/export".format(
            contact_id=quote(str(contact_id), safe=""),
        ),
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> PersonExport | PersonExportFile | str:
    if response.status == 200:

        def _parse_response_200(data: object) -> PersonExport | PersonExportFile | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = PersonExport.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_1 = PersonExportFile.from_dict(data)

                return response_200_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PersonExport | PersonExportFile | str, data)

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
