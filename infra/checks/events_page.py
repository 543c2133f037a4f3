"""Writes docs/events.md from the catalogue of events: `make events-page`. A test fails while the page is not what this writes."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "shared"))

from contactbook.domain.events.catalogue import CATALOGUE, EventTypeView, catalogue_view  # noqa: E402 - found by the path above

PAGE = ROOT / "docs" / "events.md"
_HEAD = """# Events

This page is generated from `shared/contactbook/domain/events/catalogue.py` by `make events-page`.

Contactbook tells what has happened. The event bus and the webhooks carry the same events in the same form.
`GET /v1/events` lists them with their JSON Schemas and examples.

- **An event arrives at least once.** A repetition has the same `event_id`. Keep the ids that you have worked on for two weeks, and pass over
  what comes again.
- **No order is promised.** `timestamp` says when it happened. Read the record for what holds now: its `version` tells which of two is newer.
- **An event holds ids and names of fields, no value of a person.** Whoever needs more reads the record, with the rights of its own token.
- **Fields may be added** to an event, and kinds of `action` and `state`. Nothing is taken away and no meaning changes under the same name.

On the bus `detail-type` is the event's `type`, `source` is `contactbook`, and `detail` is what stands here. A webhook gets it as the body of
a POST.

```json
{example}
```

| field | meaning |
|---|---|
{fields}

## The events

| event | when | `data` |
|---|---|---|
{rows}

## What `data` holds

{bodies}
"""


def events_page() -> str:
    """Return the page."""
    views = catalogue_view()
    first = views[1]
    parts = {
        "example": json.dumps(first.example, indent=2),
        "fields": "\n".join(_field(name, one) for name, one in _properties(first.json_schema).items()),
        "rows": "\n".join(f"| `{one.type.value}` | {one.description} | {_link(one)} |" for one in views),
        "bodies": "\n\n".join(_body(one) for one in {_name(one): one for one in views}.values()),
    }
    page = _HEAD
    for name, text in parts.items():
        page = page.replace(f"{{{name}}}", text)
    return page


def _name(view: EventTypeView) -> str:
    return CATALOGUE[view.type].body.__name__.removesuffix("Body").lower()


def _link(view: EventTypeView) -> str:
    return f"[{_name(view)}](#{_name(view)})"


def _body(view: EventTypeView) -> str:
    fields = _properties(_properties(view.json_schema)["data"])
    lines = "\n".join(_field(name, one) for name, one in fields.items())
    told = f"| field | meaning |\n|---|---|\n{lines}" if fields else "Nothing more."
    return f"### {_name(view)}\n\n{told}"


def _field(name: str, schema: object) -> str:
    described = schema if isinstance(schema, dict) else {}
    return f"| `{name}` | {described['description']} |"


def _properties(schema: object) -> dict[str, object]:
    found = schema.get("properties") if isinstance(schema, dict) else None
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    PAGE.write_text(events_page(), encoding="utf-8")
