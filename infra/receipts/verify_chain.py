"""Checks contacts' histories without any network: `python -m infra.receipts.verify_chain chain.json`.

`chain.json` is what `GET /v1/contacts/{contact_id}/audit/chain` answers. Nothing of the product is used here, so that the check
does not rest on the code it checks.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class BrokenChainError(Exception):
    """The history is not what was written; the message says where that shows first."""


def verified(chain: Mapping[str, Any]) -> int:
    """How many entries the chain has, once every one is checked. Raises BrokenChainError."""
    entries = sorted(chain["entries"], key=lambda one: one["entry"]["sequence"])
    values = {one["entry_id"]: one for one in chain["values"]}
    previous = ""
    for number, one in enumerate(entries, start=1):
        entry = one["entry"]
        place = f"entry {number} ({entry['entry_id']})"
        if _digest({name: value for name, value in entry.items() if name != "hash"}) != entry["hash"]:
            raise BrokenChainError(f"{place} was changed")
        if entry["sequence"] != number:
            raise BrokenChainError(f"entry {number} is missing" if entry["sequence"] > number else f"{place} was added")
        if one["stored_as"] != entry["entry_id"]:
            raise BrokenChainError(f"{place} was moved")
        if entry["previous"] != previous:
            raise BrokenChainError(f"{place} does not follow the one before")
        _check_values(entry, values, place, erased=chain["erased"])
        previous = entry["hash"]
    head = chain["head"]
    if (head["count"], head["hash"]) != (len(entries), previous):
        raise BrokenChainError(f"it has {len(entries)} entries and should end with number {head['count']}")
    return len(entries)


def _check_values(entry: Mapping[str, Any], values: Mapping[str, Any], place: str, *, erased: bool) -> None:
    kept = values.get(entry["entry_id"])
    if kept is None:
        if entry["fields"] and not entry["concealed"] and not erased:
            raise BrokenChainError(f"the values of {place} are gone")
        return
    changes = [{name: change[name] for name in ("field", "from_", "to")} for change in kept["changes"]]
    body = json.dumps(changes, sort_keys=True, separators=(",", ":"))
    commitment = hashlib.sha256(f"{kept['salt']}\n{kept['source_ip']}\n{body}".encode()).hexdigest()
    if commitment != entry["commitment"]:
        raise BrokenChainError(f"the values of {place} were changed")


def _digest(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Check the histories named on the command line; 0 when every one is whole, else 1."""
    parser = argparse.ArgumentParser(prog="python -m infra.receipts.verify_chain", description="Check histories offline.")
    parser.add_argument("chains", nargs="+", type=Path, help="what GET /v1/contacts/{contact_id}/audit/chain answered")
    status = 0
    for path in parser.parse_args(arguments).chains:
        try:
            count = verified(json.loads(path.read_bytes()))
        except BrokenChainError as error:
            print(f"{path}: BROKEN, {error}")
            status = 1
        else:
            print(f"{path}: whole, {count} entries")
    return status


if __name__ == "__main__":
    sys.exit(main())
