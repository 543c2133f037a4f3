"""Checks the histories of contacts offline: `python -m infra.receipts.verify_chain chain.json`.

`chain.json` is the response of `GET /v1/contacts/{contact_id}/audit/chain`. A long history comes in pieces: name the files of all of
them. This module uses no code of the product, so the check does not depend on the code that it checks.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class BrokenChainError(Exception):
    """The history was changed; the message names the first place where that shows."""


def verified(chain: Mapping[str, Any]) -> int:
    """Check every entry and return the number of entries. Raise BrokenChainError if the history was changed."""
    entries = sorted(chain["entries"], key=lambda one: one["entry"]["sequence"])
    values = {one["entry_id"]: one for one in chain["values"]}
    previous = ""
    for number, one in enumerate(entries, start=1):
        entry = one["entry"]
        place = f"entry {number} ({entry['entry_id']})"
        if _digest(_hashed(entry)) != entry["hash"]:
            raise BrokenChainError(f"{place} was changed")
        if entry["sequence"] != number:
            raise BrokenChainError(f"entry {number} is missing" if entry["sequence"] > number else f"{place} was added")
        if one["stored_as"] != entry["entry_id"]:
            raise BrokenChainError(f"{place} was moved")
        if entry["previous"] != previous:
            raise BrokenChainError(f"{place} does not follow the one before")
        is_withheld = entry["entry_id"] in chain.get("withheld", ())
        _check_values(entry, values, place, may_be_missing=chain["erased"] or is_withheld)
        previous = entry["hash"]
    head = chain["head"]
    if (head["count"], head["hash"]) != (len(entries), previous):
        raise BrokenChainError(f"it has {len(entries)} entries but must end with entry {head['count']}")
    return len(entries)


def joined(pieces: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the whole history of one contact from its pieces, with the end that the last of them names."""
    entries = [entry for piece in pieces for entry in piece["entries"]]
    values = [value for piece in pieces for value in piece["values"]]
    withheld = [entry_id for piece in pieces for entry_id in piece.get("withheld", ())]
    return {**pieces[-1], "entries": entries, "values": values, "withheld": withheld}


def _hashed(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the hash of an entry is over. What was said about contacting the person counts without what it leaves open."""
    rest = {name: value for name, value in entry.items() if name not in ("hash", "said")}
    return rest | ({"said": [_filled(said) for said in entry["said"]]} if entry.get("said") else {})


def _filled(said: Mapping[str, Any]) -> Mapping[str, Any]:
    known = {name: _filled(value) if isinstance(value, Mapping) else value for name, value in said.items()}
    return {name: value for name, value in known.items() if value not in (None, False)}


def _check_values(entry: Mapping[str, Any], values: Mapping[str, Any], place: str, *, may_be_missing: bool) -> None:
    kept = values.get(entry["entry_id"])
    if kept is None:
        if entry["fields"] and not entry["concealed"] and not may_be_missing:
            raise BrokenChainError(f"the values of {place} are missing")
        return
    changes = [{name: change[name] for name in ("field", "from_", "to")} for change in kept["changes"]]
    body = json.dumps(changes, sort_keys=True, separators=(",", ":"))
    commitment = hashlib.sha256(f"{kept['salt']}\n{kept['source_ip']}\n{body}".encode()).hexdigest()
    if commitment != entry["commitment"]:
        raise BrokenChainError(f"the values of {place} were changed")


def _digest(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Check the histories that the command line names. Return 0 if all are intact, else 1."""
    parser = argparse.ArgumentParser(prog="python -m infra.receipts.verify_chain", description="Check histories offline.")
    parser.add_argument("chains", nargs="+", type=Path, help="what GET …/audit/chain answered, piece by piece")
    pieces: dict[str, list[Mapping[str, Any]]] = {}
    for path in parser.parse_args(arguments).chains:
        piece = json.loads(path.read_bytes())
        pieces.setdefault(piece["contact_id"], []).append(piece)
    status = 0
    for contact_id, of_contact in pieces.items():
        try:
            count = verified(joined(of_contact))
        except BrokenChainError as error:
            print(f"{contact_id}: BROKEN, {error}")
            status = 1
        else:
            print(f"{contact_id}: intact, {count} entries")
    return status


if __name__ == "__main__":
    sys.exit(main())
