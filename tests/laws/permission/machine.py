"""Runs histories from seeds, and checks the law after each step.

A history is steps over the real routes and jobs of a top account and its two children, with a clock that the machine moves. The model
(`words.py`, `suppressed.py`) holds only what each person said, and when, and whom users put on suppression lists. The law (`law.py`):

- whoever's last word is no to a scope gets nothing of that scope, as the emails that SES took, the texts that the carrier took and the
  letters that were printed show; nor does anybody on a suppression list that applies;
- no step raises a permission that may not: nothing but a yes of the person lifts its own no, and settings, the stream (also late or
  again), rebuilds, re-consent, the sync, reports of the providers, deletions and erasures lift nothing;
- every own no is in the ledger of its contact, and the last one of a merged contact in that of the survivor;
- whoever clicks is heard, and ends what the message was about;
- dry run, permissions and sender agree, and a bill reaches whom it may reach;
- no marketing leaves in quiet hours or above the cap, and what was put off is decided again when it leaves;
- who lacks a scope changes nothing.

What the machine does not ask for, because it does not hold, or has no step yet:

- A no that a user or a file recorded counts for the contact on which it was said, and for those into which that is merged.
- A no through a link, a complaint or a STOP counts at once for a contact that took the address later. For all others, and one in the
  portal for all others, it counts when the stream has run. Until then `permissions` may still tell yes about an address.
- A yes of the person opens the contact on which it was said, and after a merge the survivor.
- What users set is not followed through imports, merges and their undo, and may come back with the undo of a merge.
- Of a child account the sync brings up what stops a person whom every child account has (see `group.py`).
- A consent that anonymizes has no step.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from contactbook.gateways import letters, sms
from contactbook.services.base.ids import derived_from
from contactbook.storage.settings.sections import forget_cached
from tests.aws_in_process.aws import Kept, World
from tests.aws_in_process.moto_inline import inline
from tests.laws.permission import accounts, arranging, changes, group, reports, running, said, sending, suppressing, timing
from tests.laws.permission.history import BEGIN, STEP, History, Step
from tests.laws.permission.law import check_ledgers, check_permissions
from tests.laws.permission.running import follow
from tests.laws.permission.tenant import Tenant, made

STEPS: dict[Step, int] = {
    changes.create: 8,
    changes.change_addresses: 3,
    changes.delete: 1,
    changes.make_again: 1,
    changes.move_house: 1,
    changes.anonymize: 1,
    changes.import_file: 3,
    changes.undo_import: 2,
    changes.merge: 3,
    changes.undo_merge: 3,
    changes.merge_in_a_row: 1,
    arranging.set_lists: 2,
    arranging.join_list: 2,
    arranging.change_many: 1,
    arranging.take_off_list: 1,
    arranging.change_settings: 1,
    arranging.reword_consent: 1,
    arranging.pass_over_everything: 1,
    arranging.change_uniqueness: 1,
    group.child_gets_contact: 3,
    group.child_says: 2,
    group.child_refuses: 2,
    group.child_loses_contact: 1,
    group.erase_in_every_child: 1,
    group.let_in: 1,
    group.sync: 3,
    reports.complaint: 2,
    reports.not_spam: 1,
    reports.hard_bounce: 1,
    reports.arrived: 1,
    reports.full_mailbox: 1,
    reports.answer_text: 2,
    reports.opt_out_at_carrier: 1,
    arranging.without_scopes: 1,
    arranging.make_careless_type: 1,
    arranging.in_another_portal: 1,
    running.stream: 4,
    running.stream_again: 2,
    running.rebuild: 1,
    running.reconsent: 1,
    running.look_after: 1,
    accounts.open_account: 4,
    accounts.change_account: 2,
    said.set_preferences: 5,
    said.set_preferences_in_portal: 2,
    said.set_consent: 2,
    said.ask_again: 1,
    said.set_consent_in_portal: 1,
    said.get_link: 3,
    said.get_link_from_user: 1,
    said.open_link: 6,
    said.click_in_mail: 1,
    said.check_address: 1,
    suppressing.suppress: 3,
    suppressing.release: 1,
    suppressing.change_list: 1,
    suppressing.delete_list: 2,
    suppressing.remove_what_was_told: 1,
    timing.set_policy: 3,
    sending.plan: 12,
    sending.write_to_one: 1,
    sending.follow_event: 1,
    sending.cancel: 1,
    sending.send: 9,
    sending.interrupt: 2,
    timing.move: 1,
    timing.wait: 4,
    sending.agree: 2,
}
BEGINNING: tuple[Step, ...] = (changes.create, changes.create)
# The tenants of all histories, made once in a process.
_made: list[tuple[World, Kept, Tenant]] = []


class LawBrokenError(AssertionError):
    """A history broke the law. The message names its seed and its steps."""


def prepared(world: World) -> Tenant:
    """Return the tenants of all histories, to whose beginning `restore` returns from now on."""
    if not _made or _made[0][0] is not world:
        # Their ids are the same in every process, so that a seed tells the same history.
        with patch("contactbook.clock.source", lambda: BEGIN), derived_from("permission"):
            tenant = made(world, arranging.UNIQUE)
        _made[:] = [(world, world.keep(), tenant)]
    _, kept, tenant = _made[0]
    world.take_up(kept)
    return tenant


def run_history(world: World, tenant: Tenant, seed: int, steps: int = 50) -> History:
    """Run the history of this seed. Raises LawBrokenError."""
    chance = random.Random(f"permission {seed}")
    chosen = chance.choices(list(STEPS), list(STEPS.values()), k=steps)
    return _run(world, tenant, seed, chance, chosen)


def run_tour(world: World, tenant: Tenant, seed: int) -> History:
    """Run a history that takes every step twice, each after those that make what it needs. Raises LawBrokenError."""
    return _run(world, tenant, seed, random.Random(f"permission tour {seed}"), [*STEPS, *STEPS])


def run_path(world: World, tenant: Tenant, seed: int, path: Sequence[Step]) -> History:
    """Run a history that takes these steps twice in their order; the seed decides what they do. Raises LawBrokenError."""
    return _run(world, tenant, seed, random.Random(f"permission path {seed}"), [*path, *path])


def _run(world: World, tenant: Tenant, seed: int, chance: random.Random, chosen: Sequence[Step]) -> History:
    world.restore()
    forget_cached()
    history = History(world, tenant, chance)
    with _played(history, seed):
        try:
            for step in [*BEGINNING, *chosen, sending.agree]:
                take(history, step)
            follow(history)
            check_ledgers(history)
        except Exception as failure:
            # Also a step that the product cannot take: nobody knows then what became of what was said.
            told = "\n  ".join(history.trace)
            raise LawBrokenError(f"{failure or repr(failure)}\nseed {seed}; {len(history.trace)} steps:\n  {told}") from failure
    return history


@contextmanager
def _played(history: History, seed: int) -> Iterator[None]:
    """Play the clock, the ids (they decide the order of recipients), the carrier and the printing press."""
    with (
        patch("contactbook.clock.source", lambda: history.now),
        derived_from(f"permission {seed}"),
        inline(),
        patch.object(sms, "_client", lambda: history.carrier),
        patch.object(letters, "_set", lambda printed: _printed(history, printed)),
    ):
        yield


def _printed(history: History, batch: Sequence[letters.Letter]) -> tuple[bytes, list[letters.Letter]]:
    history.printed += [one.communication_id for one in batch]
    return b"%PDF-", list(batch)


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
