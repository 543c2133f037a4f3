import datetime
from typing import Any

from ....request import Answer, Request
from ...models.channel import Channel
from ...models.communication_count import CommunicationCount
from ...models.communication_origin import CommunicationOrigin
from ...models.communication_state import CommunicationState
from ...models.purpose import Purpose
from ...types import UNSET, Unset


def communications_count(
    *,
    state: CommunicationState | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    purpose: None | Purpose | Unset = UNSET,
    service: None | str | Unset = UNSET,
    account_id: None | str | Unset = UNSET,
    contact_id: None | str | Unset = UNSET,
    run_id: None | str | Unset = UNSET,
    origin: CommunicationOrigin | None | Unset = UNSET,
    scheduled_from: datetime.datetime | None | Unset = UNSET,
    scheduled_to: datetime.datetime | None | Unset = UNSET,
    sent_from: datetime.datetime | None | Unset = UNSET,
    sent_to: datetime.datetime | None | Unset = UNSET,
) -> Request[CommunicationCount]:
    """Count communications as the list shows them. Up to 10,000 are looked at; with `more`, there are others."""
    params: dict[str, Any] = {}

    json_state: None | str | Unset
    if isinstance(state, Unset):
        json_state = UNSET
    elif isinstance(state, CommunicationState):
        json_state = state.value
    else:
        json_state = state
    params["state"] = json_state

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    elif isinstance(channel, Channel):
        json_channel = channel.value
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_purpose: None | str | Unset
    if isinstance(purpose, Unset):
        json_purpose = UNSET
    elif isinstance(purpose, Purpose):
        json_purpose = purpose.value
    else:
        json_purpose = purpose
    params["purpose"] = json_purpose

    json_service: None | str | Unset
    if isinstance(service, Unset):
        json_service = UNSET
    else:
        json_service = service
    params["service"] = json_service

    json_account_id: None | str | Unset
    if isinstance(account_id, Unset):
        json_account_id = UNSET
    else:
        json_account_id = account_id
    params["account_id"] = json_account_id

    json_contact_id: None | str | Unset
    if isinstance(contact_id, Unset):
        json_contact_id = UNSET
    else:
        json_contact_id = contact_id
    params["contact_id"] = json_contact_id

    json_run_id: None | str | Unset
    if isinstance(run_id, Unset):
        json_run_id = UNSET
    else:
        json_run_id = run_id
    params["run_id"] = json_run_id

    json_origin: None | str | Unset
    if isinstance(origin, Unset):
        json_origin = UNSET
    elif isinstance(origin, CommunicationOrigin):
        json_origin = origin.value
    else:
        json_origin = origin
    params["origin"] = json_origin

    json_scheduled_from: None | str | Unset
    if isinstance(scheduled_from, Unset):
        json_scheduled_from = UNSET
    elif isinstance(scheduled_from, datetime.datetime):
        json_scheduled_from = scheduled_from.isoformat()
    else:
        json_scheduled_from = scheduled_from
    params["scheduled_from"] = json_scheduled_from

    json_scheduled_to: None | str | Unset
    if isinstance(scheduled_to, Unset):
        json_scheduled_to = UNSET
    elif isinstance(scheduled_to, datetime.datetime):
        json_scheduled_to = scheduled_to.isoformat()
    else:
        json_scheduled_to = scheduled_to
    params["scheduled_to"] = json_scheduled_to

    json_sent_from: None | str | Unset
    if isinstance(sent_from, Unset):
        json_sent_from = UNSET
    elif isinstance(sent_from, datetime.datetime):
        json_sent_from = sent_from.isoformat()
    else:
        json_sent_from = sent_from
    params["sent_from"] = json_sent_from

    json_sent_to: None | str | Unset
    if isinstance(sent_to, Unset):
        json_sent_to = UNSET
    elif isinstance(sent_to, datetime.datetime):
        json_sent_to = sent_to.isoformat()
    else:
        json_sent_to = sent_to
    params["sent_to"] = json_sent_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/communications/count",
        _read,
        params=params,
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> CommunicationCount:
    if response.status == 200:
        response_200 = CommunicationCount.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
