# mypy: disable-error-code="import-not-found,no-any-return"
"""Notes SES's feedback."""

import json
from typing import Any

import sample_store


def handler(event: dict[str, Any], context: Any) -> None:
    for record in event["Records"]:
        told = json.loads(record["Sns"]["Message"])
        bounce = told.get("bounce", {}).get("bounceType", "-")
        sample_store.note(f"told {told['eventType']} {bounce} {told['mail']['tags']['communication_id'][0]}")
