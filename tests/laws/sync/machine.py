"""Runs histories of a tenant group from seeds: after any history an incremental run leaves what a full run leaves (S4.24).

The steps change contacts, copies, accounts and settings in any order, with runs at any moment, runs that die, and a stream that is late
or comes again. After each history one run follows what happened. Then the law (`law.py`) holds, and neither a second run nor a full
one changes anything.
"""

from collections.abc import Iterable, Sequence
from unittest.mock import patch

from contactbook.domain.base.errors import ContactbookError
from contactbook.services.base.ids import derived_from
from contactbook.services.settings.sections import save_section
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import Kept, World
from tests.aws_in_process.moto_inline import inline
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.conftest import NOW
from tests.laws.sync import steps
from tests.laws.sync.history import History, begun, picture
from tests.laws.sync.law import check
from tests.laws.sync.steps import FURTHER_STEPS, STEPS, Step

# From this seed on the sync is switched off and on too, addresses of nobody are listed, and contacts change while their account is away.
FURTHER_FROM = 2_000
# How often the law is checked in one history.
CHECKS = 3
# What a run counts that finds nothing to do.
COUNTS = ("contacts_tagged", "copied", "permissions_changed", "taken_back")
_made: list[tuple[World, Kept, Group]] = []


class LawBrokenError(AssertionError):
    """A history broke the law. The message names its seed and its steps."""


def prepared(world: World) -> Group:
    """Return the group of all histories, to whose beginning `restore` returns from now on."""
    if not _made or _made[0][0] is not world:
        world.reset()
        forget_cached()
        with derived_from("sync"):
            group = Group(world, NOW)
            group.configure(copy_to_top_account=True, largest_person=8)
            for tenant_id in (TOP, *group.names):
                save_section(group.store(tenant_id), "anonymization", {"enabled": True}, by=a_caller(), now=NOW)
        _made[:] = [(world, world.keep(), group)]
    _, kept, group = _made[0]
    world.take_up(kept)
    return group


def run_history(world: World, seed: int, length: int) -> History:
    """Run the history of this seed. Raises LawBrokenError."""
    group = prepared(world)
    history = begun(group, f"sync {seed}", NOW)
    among = STEPS if seed < FURTHER_FROM else FURTHER_STEPS
    chosen = history.chance.choices(list(among), list(among.values()), k=length)
    return _run(world, history, seed, [*[steps.create] * 5, *chosen])


def run_path(world: World, seed: int, path: Sequence[Step]) -> History:
    """Run a history that takes these steps in their order, and a run at its end; the seed decides what they do. Raises LawBrokenError."""
    history = begun(prepared(world), f"sync path {seed}", NOW)
    return _run(world, history, seed, path)


def _run(world: World, history: History, seed: int, chosen: Sequence[Step]) -> History:
    world.restore()
    with derived_from(f"sync {seed}"), inline(), patch("contactbook.clock.source", lambda: history.group.now):
        try:
            part = max(1, -(-len(chosen) // CHECKS))
            for start in range(0, len(chosen), part):
                for step in chosen[start : start + part]:
                    take(history, step)
                end(history)
        except Exception as failure:
            told = "\n  ".join(history.trace)
            raise LawBrokenError(f"{failure or repr(failure)}\nseed {seed}; {len(history.trace)} steps:\n  {told}") from failure
    return history


def take(history: History, step: Step) -> None:
    """Take one step. One that a rule refuses, or that finds nobody to do it to, changes nothing."""
    forget_cached()
    try:
        step(history)
    except (IndexError, ContactbookError) as error:
        history.trace.append(f"no {step.__name__}: {error}")
    else:
        history.trace.append(step.__name__)


def end(history: History) -> None:
    """Follow what happened with one run, and check what it leaves. Raises AssertionError."""
    if not history.group.group.settings_and_state()[0].enabled:
        take(history, steps.switch)
    history.trace.append("settle")
    history.settle()
    check(history)
    left = picture(history)
    for full in (False, True):
        run = history.settle(full=full)
        assert picture(history) == left, f"a {'full' if full else 'second'} run changed {_difference(left, picture(history))}"
        done = {name: count for name in COUNTS if (count := getattr(run, name))}
        assert not done, f"a {'full' if full else 'second'} run did {done}"


def _difference(before: list[object], after: list[object]) -> str:
    gone, new = [one for one in before if one not in after], [one for one in after if one not in before]
    return f"{gone} to {new}"


def run_histories(world: World, seeds: Iterable[int], length: int) -> int:
    """Run these histories and return how many steps they took."""
    return sum(len(run_history(world, seed, length).trace) for seed in seeds)
