import datetime
from typing import Any, cast

from ....request import Answer, Request
from ...models.audit_entry_page import AuditEntryPage
from ...models.audit_kind import AuditKind
from ...types import UNSET, Unset


def audit_list(
    *,
    contact_id: None | str | Unset = UNSET,
    account_id: None | str | Unset = UNSET,
    user_id: None | str | Unset = UNSET,
    kind: AuditKind | None | Unset = UNSET,
    from_: datetime.datetime | None | Unset = UNSET,
    to: datetime.datetime | None | Unset = UNSET,
    limit: int | Unset = 25,
    cursor: None | str | Unset = UNSET,
    format_: None | str | Unset = UNSET,
) -> Request[AuditEntryPage | str]:
    """List what was done, newest first: with a contact, by a user, in a period, or any combination of them."""
    params: dict[str, Any] = {}

    json_contact_id: None | str | Unset
    if isinstance(contact_id, Unset):
        json_contact_id = UNSET
    else:
        json_contact_id = contact_id
    params["contact_id"] = json_contact_id

    json_account_id: None | str | Unset
    if isinstance(account_id, Unset):
        json_account_id = UNSET
    else:
        json_account_id = account_id
    params["account_id"] = json_account_id

    json_user_id: None | str | Unset
    if isinstance(user_id, Unset):
        json_user_id = UNSET
    else:
        json_user_id = user_id
    params["user_id"] = json_user_id

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, AuditKind):
        json_kind = kind.value
    else:
        json_kind = kind
    params["kind"] = json_kind

    json_from_: None | str | Unset
    if isinstance(from_, Unset):
        json_from_ = UNSET
    elif isinstance(from_, datetime.datetime):
        json_from_ = from_.isoformat()
    else:
        json_from_ = from_
    params["from"] = json_from_

    json_to: None | str | Unset
    if isinstance(to, Unset):
        json_to = UNSET
    elif isinstance(to, datetime.datetime):
        json_to = to.isoformat()
    else:
        json_to = to
    params["to"] = json_to

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
        "/v1/audit",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AuditEntryPage | str:
    if response.status == 200:

        def _parse_response_200(data: object) -> AuditEntryPage | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_200_type_0 = AuditEntryPage.from_dict(data)

                return response_200_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuditEntryPage | str, data)

        response_200 = _parse_response_200(response.json())

        return response_200

    raise ValueError(response.status)
