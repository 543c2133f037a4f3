"""Runs histories from seeds, and checks the law after each step."""

import random
from collections.abc import Callable, Iterable
from unittest.mock import patch

from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_stream
from tests.laws.permission import changes, said, sending
from tests.laws.permission.history import STEP, History
from tests.laws.permission.law import check_ledgers, check_permissions
from tests.laws.permission.tenant import Tenant, made

Step = Callable[[History], None]

STEPS: dict[Step, int] = {
    changes.create: 6,
    changes.change_addresses: 3,
    changes.delete: 1,
    changes.anonymize: 1,
    changes.import_file: 3,
    changes.undo_import: 2,
    changes.merge: 3,
    changes.undo_merge: 3,
    changes.set_lists: 2,
    changes.join_list: 2,
    changes.change_settings: 1,
    changes.feedback: 3,
    said.set_preferences: 5,
    said.set_preferences_in_portal: 2,
    said.set_consent: 2,
    said.ask_again: 1,
    said.set_consent_in_portal: 1,
    said.get_link: 3,
    said.open_link: 6,
    sending.plan: 5,
    sending.send: 5,
    sending.interrupt: 2,
    sending.stream: 4,
    sending.agree: 2,
}
UNIQUE = {"person": [["emails.address", "first_name"]]}


class LawBrokenError(AssertionError):
    """A history broke the law. The message names its seed and its steps."""


def prepared(world: World) -> Tenant:
    """Make the tenant of all histories."""
    tenant = made(world, UNIQUE)
    return tenant


def run_history(world: World, tenant: Tenant, seed: int, steps: int = 50) -> History:
    """Run the history of this seed. Raises LawBrokenError."""
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()
    history = History(world, tenant, random.Random(f"permission {seed}"))
    chosen = history.random.choices(list(STEPS), list(STEPS.values()), k=steps)
    with patch("contactbook.clock.source", lambda: history.now):
        try:
            for step in [changes.create, changes.create, *chosen, sending.agree]:
                take(history, step)
            drain_stream(world)
            check_ledgers(history)
        except AssertionError as failure:
            told = "\n  ".join(history.trace)
            raise LawBrokenError(f"{failure}\nseed {seed}; {len(history.trace)} steps:\n  {told}") from failure
    return history


def take(history: History, step: Step) -> None:
    """Take one step, and check what every contact permits."""
    history.now += STEP
    history.may_rise = set(history.moved)
    history.trace.append(step.__name__)
    step(history)
    history.look()
    check_permissions(history)


def run_histories(world: World, seeds: Iterable[int], steps: int = 50) -> int:
    """Run these histories and return how many emails they sent."""
    tenant = prepared(world)
    return sum(len(run_history(world, tenant, seed, steps).sent) for seed in seeds)
