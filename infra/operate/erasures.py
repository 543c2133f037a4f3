"""Replaying the erasure register on a restored copy of the table (S8.7)."""

import argparse
import sys
from typing import Any


def replay_erasures(wanted: argparse.Namespace) -> int:
    """Erase again whoever was erased, and print how many. Return 0."""
    from contactbook.services.stream.replay import Replayed, lines_after, replay

    if wanted.dry_run:
        print(f"{lines_after(wanted.after)} lines of the register would be replayed.")
        return 0

    def tell(done: Any) -> None:  # noqa: ANN401 - the type is imported with the product's own environment
        print(f"{done.lines} lines, {done.erased_again} erased again; go on with --after {done.last_key}", file=sys.stderr)

    done: Replayed = replay(after=wanted.after, tell=tell)
    print(f"{done.lines} lines of the register were replayed; {done.erased_again} of them erased somebody again.")
    return 0
