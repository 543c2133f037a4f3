"""What imports and notification runs say of themselves in the table, for the page of the stack."""

import base64
import json
import sys
from collections.abc import Iterable

from infra.local.template.json_values import Json

# The modules of the functions that unpack a document, and that count the parts of a text; a template without them has none.
DOCUMENTS_MODULE = "contactbook.storage.base.documents"
SEGMENTS_MODULE = "contactbook.domain.sending.sms_segments"


def documents_of(items: Iterable[dict[str, Json]]) -> list[dict[str, Json]]:
    """Return the documents of the items, of which the functions pack most. One that cannot be read here is left out."""
    texts = [_text_of(item["document"]) for item in items if "document" in item]
    return [json.loads(text) for text in texts if text is not None]


def run_progress(run: dict[str, Json]) -> dict[str, Json]:
    """Return what the page shows of a notification run: its id, its channel, when it began, and what holds it up."""
    state = (
        "cancelled"
        if run.get("cancelled_at")
        else "paused"
        if run.get("paused_until")
        else "dry run"
        if run.get("dry_run")
        else "run"
    )
    return {
        "run_id": run["run_id"],
        "channel": run.get("channel"),
        "state": state,
        "because": run.get("paused_because"),
        "created_at": run.get("created_at"),
    }


def parts_of(text: str | None) -> dict[str, Json] | None:
    """Return the encoding, length and parts of a text message as a provider bills it; None where the functions do not count them."""
    module = sys.modules.get(SEGMENTS_MODULE)
    if module is None or text is None:
        return None
    found = module.segments_of(text)
    return {"encoding": str(found.encoding), "units": found.units, "parts": found.parts}


def _text_of(document: dict[str, str]) -> str | None:
    if "S" in document:
        return document["S"]
    module = sys.modules.get(DOCUMENTS_MODULE)
    return str(module.unpacked(base64.b64decode(document["B"]))) if module else None
