# mypy: disable-error-code="import-not-found,no-any-return"
"""Notes SES's feedback, and texts to numbers."""

import json
from typing import Any

import sample_store


def handler(event: dict[str, Any], context: Any) -> None:
    for record in event["Records"]:
        feedback = json.loads(record["Sns"]["Message"])
        if "originationNumber" in feedback:
            sample_store.note(f"text {feedback['originationNumber']} {feedback['destinationNumber']} {feedback['messageBody']}")
            continue
        bounce = feedback.get("bounce", {}).get("bounceType", "-")
        sample_store.note(f"feedback {feedback['eventType']} {bounce} {feedback['mail']['tags']['communication_id'][0]}")
