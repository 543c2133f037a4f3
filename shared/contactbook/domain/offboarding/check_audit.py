"""Checks the histories of contacts in this folder: `python check_audit.py`. It needs Python 3.10 or newer and nothing else.

It reads `audit.jsonl`, and `contacts.jsonl` for where each history must end. README.md says what it checks.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class BrokenChainError(Exception):
    """A history was changed; the message names the first place where that shows."""


def digest_of(value: Json) -> str:
    """Return the SHA-256 of a value as JSON with sorted names and without spaces."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def filled(said: Json) -> Json:
    """Return what was said without what it leaves open."""
    known = {name: filled(value) if isinstance(value, dict) else value for name, value in said.items()}
    return {name: value for name, value in known.items() if value not in (None, False)}


def hash_of(entry: Json) -> str:
    """Return the hash that an entry must have: over everything in it but the hash."""
    rest = {name: value for name, value in entry.items() if name not in ("hash", "said")}
    if entry.get("said"):
        rest["said"] = [filled(said) for said in entry["said"]]
    return digest_of(rest)


def check_values(line: Json, place: str, *, may_be_missing: bool) -> None:
    """Check the values behind an entry against the commitment in it."""
    entry, values = line["entry"], line["values"]
    if values is None:
        if entry["fields"] and not entry["concealed"] and not may_be_missing:
            raise BrokenChainError(f"the values of {place} are missing")
        return
    changes = [{name: change[name] for name in ("field", "from_", "to")} for change in values["changes"]]
    body = json.dumps(changes, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(f"{values['salt']}\n{values['source_ip']}\n{body}".encode()).hexdigest() != entry["commitment"]:
        raise BrokenChainError(f"the values of {place} were changed")


def check_history(lines: list[Json], head: Json | None, *, may_be_missing: bool) -> None:
    """Check the history of one contact: its entries in their order, and its end if that is known."""
    previous = ""
    for number, line in enumerate(sorted(lines, key=lambda one: one["entry"]["sequence"]), start=1):
        entry = line["entry"]
        place = f"entry {number} ({entry['entry_id']})"
        if hash_of(entry) != entry["hash"]:
            raise BrokenChainError(f"{place} was changed")
        if entry["sequence"] != number:
            raise BrokenChainError(f"entry {number} is missing or occurs twice")
        if line["stored_as"] != entry["entry_id"]:
            raise BrokenChainError(f"{place} was moved")
        if entry["previous"] != previous:
            raise BrokenChainError(f"{place} does not follow the one before")
        check_values(line, place, may_be_missing=may_be_missing)
        previous = entry["hash"]
    if head is not None and (head["count"], head["hash"]) != (len(lines), previous):
        raise BrokenChainError(f"it has {len(lines)} entries but must end with entry {head['count']}")


def main(folder: Path) -> int:
    """Check every history. Return 0 if all are intact, else 1."""
    histories: dict[str, list[Json]] = {}
    heads: dict[str, Json] = {}
    erased = set()
    with (folder / "audit.jsonl").open(encoding="utf-8") as file:
        for text in file:
            line = json.loads(text)
            histories.setdefault(line["contact_id"], []).append(line)
    with (folder / "contacts.jsonl").open(encoding="utf-8") as file:
        for text in file:
            contact = json.loads(text)
            heads[contact["contact_id"]] = contact["history"]
            if contact["erasure"] is not None:
                erased.add(contact["contact_id"])
    broken = [f"{one}: it has no history" for one, head in heads.items() if head["count"] and one not in histories]
    for contact_id, lines in histories.items():
        # Of a contact that was deleted or merged no end is known, and its values may be erased.
        may_be_missing = contact_id in erased or contact_id not in heads
        try:
            check_history(lines, heads.get(contact_id), may_be_missing=may_be_missing)
        except BrokenChainError as error:
            broken.append(f"{contact_id}: {error}")
    sys.stdout.write("".join(f"BROKEN {one}\n" for one in broken) or f"{len(histories)} histories are intact.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
