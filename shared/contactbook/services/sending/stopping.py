"""Notices that a run is cancelled or paused while it is sent, and ends what is left of it.

A cancelled run has a stop, which is committed with the cancellation (`storage/runs`). A sender reads it before it arms anything. So
once the cancellation is answered, each sender arms at most the one message that it had decided to send before (decision 0204).
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.jobs import Work
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.runs import Run
from contactbook.services.sending.handing_over import Armed
from contactbook.services.sending.outcomes import DONE, LEFT, Progress, save_end
from contactbook.services.sending.run_ledgers import Ledger
from contactbook.storage.tenant_store import TenantStore

# After so many recipients a run that was paused meanwhile is noticed.
_NOTICED_AFTER = 20


class Stopping:
    """What one worker does about runs that are cancelled or paused."""

    def __init__(self, store: TenantStore, ledger: Ledger, now: datetime) -> None:
        self._store = store
        self._ledger = ledger
        self._now = now

    def of(self, queued: Sequence[Communication], run: Run) -> Progress | None:
        """Return what is left of these if the run, as it was just read, is cancelled or paused; else None.

        Those of a cancelled run are cancelled.
        """
        if run.cancelled_at:
            return self._cancel(queued)
        if run.paused_until and run.paused_until > self._now:
            return Progress(Work.LEFT, paused=True) if queued else DONE
        return None

    def at(self, place: int, queued: Sequence[Communication], run: Run, letters: list[Armed]) -> Progress | None:
        """Return what is left of these from this place on if the run was cancelled or paused since it was read, else None.

        A pause is noticed after twenty recipients, a cancellation before each. Letters that are armed and not handed over go back
        and are cancelled as well; `letters` is empty then. The slice is gone through once more: what was put off is cancelled too.
        """
        if self._store.runs.is_stopped(run.run_id):
            progress = self._cancel(queued[place:])
            while letters:
                progress = progress.and_then(self._take_back(letters.pop()))
            return progress.and_then(LEFT)
        if place and place % _NOTICED_AFTER == 0:
            return self.of(queued[place:], self._store.runs.get(run.run_id))
        return None

    def _take_back(self, armed: Armed) -> Progress:
        back = transitions.returned(armed.communication, None, self._now, due_at=None)
        progress = save_end(self._ledger, armed.communication, back)
        return progress.and_then(self._cancel([back])) if progress.is_done else progress

    def _cancel(self, queued: Sequence[Communication]) -> Progress:
        progress = DONE
        for communication in queued:
            progress = progress.and_then(save_end(self._ledger, communication, transitions.cancelled(communication, self._now)))
        return progress
