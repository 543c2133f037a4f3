"""Measures what a function costs at its start, each in a process of its own: its import, and the first request after a restore.

Beside them runs a process that imports boto3 and makes a client of DynamoDB, because times cannot be compared between machines.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.budget import line_of, within_budget
from tests.aws_in_process.environment import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
FUNCTIONS = ("contacts_api", "notifications_api", "links_api", "docs_api", "contact_events", "notification_sender")
# What is printed is the CPU of the process in seconds: of the import, or of the first create after `prepare`.
_CLIENT = "import time; import boto3; boto3.client('dynamodb'); print(time.process_time())"
_IMPORT = "import importlib, sys, time; importlib.import_module(sys.argv[1] + '.app'); print(time.process_time())"
_RESTORE = "from benchmarks.first_request import seconds; print(seconds())"


def run(rounds: int = ROUNDS) -> list[str]:
    """Measure in turns and return the lines to print. Raises SystemExit past a budget."""
    programs = {"client": [_CLIENT], **{name: [_IMPORT, name] for name in FUNCTIONS}, "restore": [_RESTORE]}
    seen: dict[str, list[float]] = {name: [] for name in programs}
    for program in programs.values():
        # The first run compiles.
        _seconds(program)
    for _ in range(rounds):
        for name, program in programs.items():
            seen[name].append(_seconds(program))
    taken = {name: statistics.median(seconds) for name, seconds in seen.items()}
    client = taken["client"]
    lines = [
        line_of(
            f"import_{name}",
            f"import of {name}: {taken[name] * 1000:.0f} ms, {_times(taken[name], client)}",
            taken[name] / client,
        )
        for name in FUNCTIONS
    ]
    first = taken["restore"]
    text = f"first create after a restore: {first * 1000:.0f} ms, {_times(first, client)}"
    return within_budget([*lines, line_of("first_request", text, first / client)])


def _times(seconds: float, client: float) -> str:
    return f"{seconds / client:.2f} times boto3 and a client ({client * 1000:.0f} ms)"


def _seconds(program: list[str]) -> float:
    path = os.pathsep.join(map(str, (ROOT, ROOT / "shared", ROOT / "functions")))
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": path}
    # In Lambda every module is compiled (infra/compile.sh), so here the ones that a process compiles are kept for the next.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", *program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - a program of our own
    return float(json.loads(done.stdout))
