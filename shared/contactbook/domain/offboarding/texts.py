"""The files of a hand-over that are no data: how to read it, how to check it, and the schema of each file of lines."""

import json
from functools import cache
from importlib.resources import files

from contactbook.domain.offboarding.nouns import NOT_HANDED_OVER, nouns
from contactbook.domain.offboarding.offboarding import Offboarding
from contactbook.domain.offboarding.readable import schema_of

_README = """# Data of {tenant_id}

Everything that Contactbook kept for the tenant `{tenant_id}`, as it was when the tenant was closed on {closed_at}.

- `<noun>.jsonl`: one record a line, JSON in UTF-8. Times are UTC, amounts are decimal texts. Records name each other by their ids.
- `schema/<noun>.json`: the JSON Schema (2020-12) of the lines of that file.
- `files/`: every document. `attachments.jsonl` names the file of each, with its name and type. A document that was announced and not
  uploaded before the tenant was closed has no file.
- `audit.jsonl`: the histories of the contacts, each a chain. `tenant_audit.jsonl`: what was configured and started. `looks.jsonl`: who
  read which contacts.

| file | lines |
|---|---|
{table}

## Checking the histories

`python check_audit.py` checks every history offline. It needs Python 3.10 or newer and nothing else. This is what it does, so that you can
do it in any language:

1. Take the lines of one `contact_id`, in the order of `entry.sequence`. They must be numbered 1, 2, 3, … without a gap.
2. The hash of an entry is the SHA-256, in hex, of `entry` as JSON without `hash`: names sorted, no spaces, everything beyond ASCII
   escaped as `\\uXXXX`. `said` counts only where it is not empty, and without members that are null or false. It must be `entry.hash`.
3. `entry.previous` must be the `hash` of the entry before, and empty for the first.
4. `stored_as` must be `entry.entry_id`.
5. The commitment of the values is the SHA-256, in hex, of `salt`, a line feed, `source_ip`, a line feed, and `changes` as JSON as above.
   It must be `entry.commitment`. An entry without values is right where the contact was erased, merged or deleted, where the entry
   is `concealed`, and where it has no `fields`.
6. `history` in `contacts.jsonl` is where the chain of the contact must end: so many entries, and the `hash` of the last. Each contact has
   one line there. A history without one must end with `contact.deleted` or `contact.merged_away`, or be of a contact in
   `merged_contacts.jsonl`. `erasure` is set where the history has `contact.anonymization_started`, and nowhere else.

## What is not here

These are made of the files above, or live for a short time, or belong to nobody alone:

{left_out}
"""


def text_files(found: Offboarding) -> dict[str, bytes]:
    """Return the contents of these files by their names in the ZIP, in their order."""
    table = "\n".join(f"| `{name}.jsonl` | {found.nouns.get(name, 0)} |" for name in nouns())
    left_out = "\n".join(f"- {kind}: {why}." for kind, why in NOT_HANDED_OVER.items())
    closed_at = found.requested_at.strftime("%Y-%m-%d %H:%M UTC")
    readme = _README.format(tenant_id=found.tenant_id, closed_at=closed_at, table=table, left_out=left_out)
    script = files("contactbook.domain.offboarding").joinpath("check_audit.py").read_bytes()
    return {"README.md": readme.encode(), "check_audit.py": script, **_schemas()}


@cache
def _schemas() -> dict[str, bytes]:
    """Return the schema of each file of lines. Making them takes half a second."""
    return {
        f"schema/{name}.json": (json.dumps(schema_of(noun), indent=2, ensure_ascii=False) + "\n").encode()
        for name, noun in nouns().items()
    }
