"""Checks the histories of contacts in this folder: `python check_audit.py`. It needs Python 3.10 or newer and nothing else.

It reads `audit.jsonl`, `contacts.jsonl` for where each history must end, and `merged_contacts.jsonl`. README.md says what it checks.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]
# The last entry of a contact that is gone, and an entry of every contact that is erased.
GONE = ("contact.deleted", "contact.merged_away")
ERASED = "contact.anonymization_started"


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


def lines_of(file: Path) -> list[Json]:
    """Return the lines of a file; none if there is no such file."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8") as opened:
        return [json.loads(text) for text in opened]


def head_in(contacts: list[Json]) -> Json:
    """Return where the history of a contact must end, from its line in contacts.jsonl."""
    if len(contacts) > 1:
        raise BrokenChainError("contacts.jsonl has it more than once")
    head = contacts[0].get("history")
    if not isinstance(head, dict) or not head.get("count") or not head.get("hash"):
        raise BrokenChainError("contacts.jsonl does not say where its history ends")
    return head


def check_contact(contacts: list[Json], lines: list[Json], *, is_merged: bool) -> None:
    """Check the history of one contact with its lines in contacts.jsonl: one, or none if it was deleted or merged."""
    actions = [line["entry"]["action"] for line in sorted(lines, key=lambda one: one["entry"]["sequence"])]
    if not contacts:
        if not is_merged and actions[-1] not in GONE:
            raise BrokenChainError("contacts.jsonl does not have it, and it was neither deleted nor merged")
        check_history(lines, None, may_be_missing=True)
        return
    head = head_in(contacts)
    if not lines:
        raise BrokenChainError("it has no history")
    is_erased = contacts[0].get("erasure") is not None
    if is_erased != (ERASED in actions):
        raise BrokenChainError("contacts.jsonl and its history do not agree on whether it is erased")
    check_history(lines, head, may_be_missing=is_erased)


def main(folder: Path) -> int:
    """Check every history. Return 0 if all are intact, else 1."""
    histories: dict[str, list[Json]] = {}
    contacts: dict[str, list[Json]] = {}
    for line in lines_of(folder / "audit.jsonl"):
        histories.setdefault(line["contact_id"], []).append(line)
    for contact in lines_of(folder / "contacts.jsonl"):
        contacts.setdefault(contact["contact_id"], []).append(contact)
    merged = {one["contact_id"] for one in lines_of(folder / "merged_contacts.jsonl")}
    broken = []
    for contact_id in sorted({*histories, *contacts}):
        try:
            known, lines = contacts.get(contact_id, []), histories.get(contact_id, [])
            check_contact(known, lines, is_merged=contact_id in merged)
        except BrokenChainError as error:
            broken.append(f"{contact_id}: {error}")
    sys.stdout.write("".join(f"BROKEN {one}\n" for one in broken) or f"{len(histories)} histories are intact.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
