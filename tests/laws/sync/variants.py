"""Broken variants of the product: for each way in which the sync went wrong once, what would do so again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.laws.permission.breaking import Broken, gives
from tests.laws.sync import steps
from tests.laws.sync.steps import Step


@dataclass(frozen=True)
class Variant:
    """What is broken, the steps that lead to it in this order, and a seed that shows it by them; None if it takes longer histories."""

    broken: Broken
    path: tuple[Step, ...]
    seed: int | None = 0


_MADE = (*[steps.create] * 8, steps.stream, steps.run)


def _all_together(_: Any) -> Callable[..., Any]:
    """A copy as it was: it follows every former source and everybody whom a key leads to."""
    return lambda components, *_, **__: {member for members in components for member in members}


def _nobody_closed(_: Any) -> Callable[..., Any]:
    return lambda *_: False


def _no_second(standing: Any) -> Callable[..., Any]:
    """As many copies of a person as there were persons."""
    from dataclasses import replace

    return lambda *given: replace(standing(*given), second=())


VARIANTS: dict[str, Variant] = {
    "a copy follows whoever was its source": Variant(
        {"services.sync.sources._closest": _all_together}, (*_MADE, *[steps.readdress] * 6)
    ),
    "who cannot be tagged is elected": Variant(
        {"services.sync.run_context.RunContext.is_closed": _nobody_closed},
        (*[steps.create] * 8, *[steps.answer] * 6, *[steps.close_or_open] * 2, steps.stream, steps.run),
        seed=7,
    ),
    "a copy does not follow names": Variant(
        {"services.sync.following._renamed": gives(None)},
        (*_MADE, steps.rename, steps.rename, steps.rename),
        seed=2,
    ),
    "a second copy stays": Variant(
        {"services.sync.top_account.standing_for": _no_second}, (*_MADE, *[steps.readdress] * 6), seed=1
    ),
    "what a user changed back is overwritten": Variant(
        {"services.sync.top_contacts._changed_by_users": gives(frozenset())},
        (*_MADE, steps.write_on_copy, *[steps.rename] * 6),
        seed=7,
    ),
    "settings that close contacts ask for no full run": Variant(
        {"services.sync.following.owe_full_run": gives(None)},
        (*[steps.create] * 8, *[steps.answer] * 6, steps.stream, steps.run, *[steps.close_or_open] * 2),
        seed=7,
    ),
    "a contact that lost a key tells nobody who has it": Variant(
        {"services.sync.following.Refresher.change_of": gives(None)}, (*_MADE, *[steps.readdress] * 3)
    ),
    "whoever dies has done the day's work": Variant(
        {"services.sync.job.update_contacts": gives(None)}, (*_MADE, steps.readdress, steps.run_that_dies)
    ),
    "an account is called what it was": Variant(
        {"services.sync.run_start.full_because": gives(())}, (*_MADE, *[steps.rename_account] * 3)
    ),
    "tags of others are taken": Variant(
        {
            "services.sync.tagging.retagged": lambda _: (
                lambda tags, put, wanted, **__: (tuple(sorted(wanted)), tuple(sorted(wanted)))
            )
        },
        (*[steps.create] * 8, *[steps.tag] * 6, steps.stream, steps.run, *[steps.readdress] * 4),
    ),
}
