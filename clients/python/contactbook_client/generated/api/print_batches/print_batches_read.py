from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.print_batch_files import PrintBatchFiles


def print_batches_read(
    print_batch_id: str,
) -> Request[PrintBatchFiles]:
    """Read a batch with the addresses of its PDF and its list of letters. Only who may view every contact in it finds it."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/print-batches/{print_batch_id}".format(
            print_batch_id=quote(str(print_batch_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> PrintBatchFiles:
    if response.status == 200:
        response_200 = PrintBatchFiles.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
