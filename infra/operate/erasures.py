"""Replaying the erasure register on a restored copy of the table (S8.7)."""

import os
import sys
from typing import Any

import boto3


def use_environment_of(stack: str) -> None:
    """Take the environment of a function of the stack. What is set already stays, such as the name of the restored table."""
    found = boto3.client("lambda").get_function_configuration(FunctionName=f"{stack}-offboarding")
    for name, value in found["Environment"]["Variables"].items():
        os.environ.setdefault(name, value)


def replay_erasures(after: str) -> int:
    """Erase again whoever was erased, and print how many. Return 0."""
    from contactbook.services.stream.replay import Replayed, replay

    def tell(done: Any) -> None:  # noqa: ANN401 - the type is imported with the product's own environment
        print(f"{done.lines} lines, {done.erased_again} erased again; go on with --after {done.last_key}", file=sys.stderr)

    done: Replayed = replay(after=after, tell=tell)
    print(f"{done.lines} lines of the register were replayed; {done.erased_again} of them erased somebody again.")
    return 0
