"""Makes a test do the same in every run: whatever is drawn comes from its own seed, and what is cached does not age while it runs."""

import os
import random
import time
from unittest.mock import patch

import time_machine
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from moto.moto_api._internal import mock_random

from contactbook import clock
from contactbook.services.base import ids

_chance = random.Random()
_STARTED = 1_000_000.0


def begin_test(name: str) -> None:
    """Begin the fixtures of a test. Ids of one moment count up from the first one, which must not be another test's."""
    ids.ulids = ids.Ulids()
    begin(f"the fixtures of {name}")


def begin(seed: str) -> None:
    """Draw ids, tokens, salts and keys from this seed from now on, and also what moto draws."""
    _chance.seed(seed)
    random.seed(seed)
    mock_random.seed(seed)


def draw_from_the_seed() -> None:
    """Let `os.urandom`, and so `secrets`, `uuid4` and ULIDs, draw from the seed of the last `begin`."""
    patch.object(os, "urandom", _chance.randbytes).start()
    # `secrets` and `SystemRandom` know it by this name.
    patch.object(random, "_urandom", _chance.randbytes).start()


def stop_the_machines_clock() -> None:
    """Let cached values keep their age however slow the machine is. They age where a test travels in time."""
    patch.object(clock, "machine_seconds", _seconds_of_travel).start()


def _seconds_of_travel() -> tuple[float, float]:
    return (time.monotonic(), time.time()) if time_machine.escape_hatch.is_travelling() else (_STARTED, _STARTED)


def draw_the_same_examples() -> None:
    """Let hypothesis try no constants of the modules that happen to be imported, because each run and each worker imports others."""
    patch.object(providers, "_get_local_constants", Constants).start()
