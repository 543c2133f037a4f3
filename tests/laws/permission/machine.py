"""Runs histories from seeds, and checks the law after each step.

A history is steps over the real routes and jobs of one tenant, with a clock that the machine moves. The model (`words.py`) holds only
what each person said, and when. The law (`law.py`):

- whoever's last word is no to a scope gets no mail of that scope, as the mails show that SES took;
- no step raises a permission that may not: nothing but a yes of the person lifts its own no, and settings, the stream, reports of
  the provider, deletions and erasures lift nothing;
- every own no is in the ledger of its contact, and the last one of a merged contact in that of the survivor;
- dry run, permissions and sender agree, and a bill reaches whom it may reach.

What the machine does not ask for, because it does not hold, or has no step yet:

- A no from the portal, or one that a user or a file recorded, counts for the contact on which it was said, and for those into which
  that is merged. For other contacts with the address it asks only about a no through a link or a complaint.
- A no about an address counts at once for a contact that took the address later, and for all others when the stream has run. Until
  then `permissions` may still tell yes about an address.
- A yes of the person opens the contact on which it was said, and after a merge the survivor.
- What users set is not followed through imports, merges and their undo, and may come back with the undo of a merge.
- The setting that lets types pass over everything, consents that anonymize, re-consent runs, sync into a top account, text messages and
  letters, suppression lists of the tenant, restores of the stream and `not-spam` have no step.
"""

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
    return made(world, UNIQUE)


def run_history(world: World, tenant: Tenant, seed: int, steps: int = 50) -> History:
    """Run the history of this seed. Raises LawBrokenError."""
    from contactbook.services.base.ids import derived_from
    from contactbook.storage.settings.sections import forget_cached

    world.restore()
    forget_cached()
    history = History(world, tenant, random.Random(f"permission {seed}"))
    chosen = history.random.choices(list(STEPS), list(STEPS.values()), k=steps)
    # Ids decide the order of recipients, so the seed decides them too.
    with patch("contactbook.clock.source", lambda: history.now), derived_from(f"permission {seed}"):
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
