"""Headers that requests take, and what filters of lists mean."""

from collections.abc import Mapping
from typing import Any

from contactbook.api.openapi.codes import Facts

Json = dict[str, Any]

PARAMETERS: dict[str, Any] = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": (
            "Names this request, so that a repetition gets the first answer again, for 24 hours, per caller and path. "
            "The same key with another body is refused (422 `idempotency_key_reused`), and so is a second request while the "
            "first one runs (409 `request_in_progress`)."
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
        "example": "5f0c9a4e-1d7b",
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The `ETag` of the record that the change starts from; 412 if the record has changed since.",
        "schema": {"type": "string", "pattern": '^(\\*|(W/)?"[0-9]{1,15}")$'},
        "example": '"1"',
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "The `ETag` of an earlier answer to the same request; 304 without a body while the record has that version.",
        "schema": {"type": "string"},
        "example": '"1"',
    },
}

# What a filter means where its route says no more.
FILTERS: Mapping[str, str] = {
    "account_id": "The id of an account.",
    "category": "A category that the contact has.",
    "channel": "The channel of the message.",
    "consent_state": "The state of the contact's consent.",
    "contact_id": "The id of a contact.",
    "include_inactive": "`true` shows inactive addresses as well.",
    "kind": "Persons or companies.",
    "kyc_profile": "The KYC profile of the contact.",
    "kyc_state": "The state of the contact's KYC profile.",
    "life_cycle_state": "The life cycle state of the contact.",
    "list_id": "A list that the contact is on.",
    "origin": "What the message came from.",
    "outcome": "How the opportunity stands.",
    "owned_by_group": "The group that owns the contact.",
    "profile": "The name of a KYC profile.",
    "purpose": "The purpose of the notification type.",
    "run_id": "The id of a notification run.",
    "scheduled_from": "The earliest time for which the message was scheduled.",
    "scheduled_to": "The latest time for which the message was scheduled.",
    "sent_to": "The latest time at which the message was sent.",
    "stage": "The stage of the contact or the opportunity.",
    "state": "The present state.",
    "tag": "A tag that the contact has.",
    "updated_since": "The earliest time of the last change.",
    "within_days": "The number of days from today.",
    "year": "The year of the dates.",
}


def describe_parameters(operation: Json, facts: Facts) -> None:
    """Say what each parameter means, and add the headers that the operation takes."""
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        if not parameter.get("description"):
            parameter["description"] = _meaning(parameter["name"], parameter["in"])
    if facts.method == "POST" and facts.is_secured:
        parameters.append({"$ref": "#/components/parameters/IdempotencyKey"})
    if facts.has_version:
        parameters.append({"$ref": "#/components/parameters/IfMatch"})
    if "304" in operation["responses"]:
        parameters.append({"$ref": "#/components/parameters/IfNoneMatch"})
    if not parameters:
        del operation["parameters"]


def _meaning(name: str, place: str) -> str:
    if place == "path":
        what = name.removesuffix("_id").replace("_", " ")
        return f"The {what}'s id." if name.endswith("_id") else f"The {what}."
    return FILTERS.get(name, f"The {name.replace('_', ' ')} to look for.")
