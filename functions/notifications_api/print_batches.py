"""Routes of printed batches: the letters that wait for a print house."""

from aws_lambda_powertools.event_handler.api_gateway import Router

from contactbook.api.dependencies import Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.communications.print_batches import PrintBatch, PrintBatchFiles
from contactbook.services.communications import print_batches
from notifications_api.scopes import Writer

router = Router()


@router.get("/v1/print-batches", tags=["Print batches"])
def list_print_batches(caller: Writer, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[PrintBatch]:
    """List the batches of letters of the last seven days, by run. A page may hold fewer than `limit` without being the last."""
    return pages.page(*print_batches.page_of_batches(store, by=caller, limit=limit, after=pages.after(cursor)))


@router.get("/v1/print-batches/<print_batch_id>", tags=["Print batches"])
def read_print_batch(print_batch_id: str, caller: Writer, store: Store, now: Now) -> PrintBatchFiles:
    """Read a batch with the addresses of its PDF and its list of letters. Only who may view every contact in it finds it."""
    return print_batches.read_batch(store, print_batch_id, by=caller, now=now)
