"""Batches of letters as callers fetch them for a print house (S0.20)."""

from contactbook.domain.base.values import Moment, Value

# The letters of a one-off, which belong to no run, lie under this name.
ONE_OFF = "one-off"


class PrintBatch(Value):
    """A batch of letters in a list. It belongs to a run, or holds the letter of one communication; its files are kept until `expires_at`."""

    print_batch_id: str
    run_id: str | None = None
    communication_id: str | None = None
    printed_at: Moment
    expires_at: Moment


class PrintBatchFiles(PrintBatch):
    """A batch with its number of letters, the PDF, and the JSON that says for each letter who gets it. The URLs work for 15 minutes."""

    letters: int
    download_url: str
    manifest_url: str
    download_expires_at: Moment


def shown_batch(batch_id: str, printed_at: Moment, expires_at: Moment) -> PrintBatch:
    """Return the batch in a list. A batch's id is its run and its own name: `<run or one-off>/<batch or communication>`."""
    run, _, name = batch_id.partition("/")
    return PrintBatch(
        print_batch_id=f"{run}.{name}",
        run_id=None if run == ONE_OFF else run,
        communication_id=name if name.startswith("com_") else None,
        printed_at=printed_at,
        expires_at=expires_at,
    )
