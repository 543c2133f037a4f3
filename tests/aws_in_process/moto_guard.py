"""The guard: what moto's DynamoDB lacks, added while tests run.

- One call at a time, under one lock: moto alone is not atomic under threads.
- ClientRequestToken: the same token and payload act once; another payload is refused.
- Limits: 25 writes a batch, one request an item and 400 KB an item in it, 100 reads a TransactGetItems, 4 MB a transaction.
- What `moto_senders` adds to SES: identities with proofs, tenants, and judgement of a send's sender.
- What `moto_writes` adds to the tables: cheap rollback, correct streams, fast queries.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec
from unittest.mock import patch

from moto.core.botocore_stubber import BotocoreStubber
from moto.core.common_types import TYPE_RESPONSE
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.dynamodb import responses
from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.responses import DynamoHandler

from tests.aws_in_process.moto_direct import direct
from tests.aws_in_process.moto_senders import Senders, judging_senders
from tests.aws_in_process.moto_shortcuts import shortcuts
from tests.aws_in_process.moto_writes import honest_tables

BATCH_BYTES = 16 * 1024 * 1024
ITEM_BYTES = 400 * 1024
BATCH_WRITES = 25
TRANSACTION_READS = 100
TOKEN_SECONDS = 600.0

P = ParamSpec("P")
# A request as moto passes it: DynamoDB's own JSON.
Request = Mapping[str, Any]
Action = Callable[[DynamoHandler], ActionResult]
# The account, region and value of a token; and the time, payload and answer of its use.
Token = tuple[str, str, str]
Used = tuple[float, str, ActionResult]


class IdempotentParameterMismatchError(JsonRESTError):
    """The token was used for another payload within the last ten minutes."""

    def __init__(self) -> None:
        super().__init__(
            "com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException",
            "Request was made with a different payload from the one this token was first used for",
        )


@dataclass
class Guard:
    """The state of the guard: the lock, the tokens of the last ten minutes, and the senders that SES knows."""

    lock: AbstractContextManager[bool] = field(default_factory=RLock)
    tokens: dict[Token, Used] = field(default_factory=dict)
    senders: Senders = field(default_factory=Senders)

    def remember(self, key: Token, used: Used) -> None:
        """Remember a use and forget those older than ten minutes, because a long test makes very many."""
        self.tokens.pop(key, None)
        self.tokens[key] = used
        while used[0] - next(iter(self.tokens.values()))[0] >= TOKEN_SECONDS:
            del self.tokens[next(iter(self.tokens))]

    def forget(self) -> None:
        """Forget every token, as if ten minutes had passed."""
        self.tokens.clear()


@contextmanager
def moto_guard() -> Iterator[Guard]:
    """Run moto with the guard while the context lasts."""
    guard = Guard()
    transact = _honouring_tokens(guard, DynamoHandler.transact_write_items)
    write_batch = _within_batch_limits(DynamoHandler.batch_write_item)
    with ExitStack() as patches:
        patches.enter_context(direct())
        patches.enter_context(
            patch.object(BotocoreStubber, "process_request", _one_at_a_time(guard, BotocoreStubber.process_request))
        )
        patches.enter_context(patch.object(responses, "TRANSACTION_MAX_ITEMS", TRANSACTION_READS))
        patches.enter_context(patch.object(DynamoHandler, "transact_write_items", transact))
        patches.enter_context(patch.object(DynamoHandler, "batch_write_item", write_batch))
        patches.enter_context(honest_tables())
        patches.enter_context(judging_senders(guard.senders))
        patches.enter_context(shortcuts())
        yield guard


def _one_at_a_time(guard: Guard, answer: Callable[P, TYPE_RESPONSE | None]) -> Callable[P, TYPE_RESPONSE | None]:
    @wraps(answer)
    def locked(*args: P.args, **kwargs: P.kwargs) -> TYPE_RESPONSE | None:
        with guard.lock:
            return answer(*args, **kwargs)

    return locked


def _honouring_tokens(guard: Guard, transact: Action) -> Action:
    @wraps(transact)
    def once(handler: DynamoHandler) -> ActionResult:
        token = handler.body.get("ClientRequestToken")
        if not token:
            return transact(handler)
        key = (handler.current_account, handler.region, token)
        if (used := guard.tokens.get(key)) and time.time() - used[0] < TOKEN_SECONDS:
            if used[1] != repr(handler.body):
                raise IdempotentParameterMismatchError
            return used[2]
        payload = repr(handler.body)
        # Only successes are remembered. DynamoDB evaluates a repeated request again if it was refused.
        answer = transact(handler)
        guard.remember(key, (time.time(), payload, answer))
        return answer

    return once


def _within_batch_limits(write: Action) -> Action:
    @wraps(write)
    def limited(handler: DynamoHandler) -> ActionResult:
        requests = [(name, request) for name, some in handler.body["RequestItems"].items() for request in some]
        if not 1 <= len(requests) <= BATCH_WRITES:
            raise MockValidationException(
                "1 validation error detected: Value at 'requestItems' failed to satisfy constraint: "
                f"Map value must satisfy constraint: [Member must have length less than or equal to {BATCH_WRITES}, "
                "Member must have length greater than or equal to 1]"
            )
        if len({_key_of(handler.dynamodb_backend, name, request) for name, request in requests}) < len(requests):
            raise MockValidationException("Provided list of item keys contains duplicates")
        # Check the whole batch before the first write, so that a refusal changes nothing.
        sizes = [_size(request["PutRequest"]["Item"]) for _, request in requests if "PutRequest" in request]
        if sum(sizes) > BATCH_BYTES or any(size > ITEM_BYTES for size in sizes):
            raise MockValidationException("Item size has exceeded the maximum allowed size")
        return write(handler)

    return limited


def _key_of(backend: DynamoDBBackend, table_name: str, request: Request) -> str:
    table = backend.get_table(table_name)
    attributes = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    return json.dumps([table.name, *(attributes.get(name) for name in table.table_key_attrs)], default=str)


def _size(attributes: dict[str, Any]) -> int:
    return sum(len(name.encode()) + DynamoType(value).size() for name, value in attributes.items())
