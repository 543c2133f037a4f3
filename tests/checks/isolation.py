"""Checks in the whole suite that code touches only records of the tenant for which it works.

Inside `calling_as("acme")`, and while a job function processes a message or record of acme, a call that names another
tenant's partition, file, message or event fails the test. The exceptions and their reasons are listed here by name.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from typing import Any, ClassVar, TypeVar
from unittest.mock import patch

import pytest
from aws_lambda_powertools.utilities.batch import BatchProcessor

from contactbook.storage.base.group_keys import tenant_with
from tests.aws_in_process.aws import ENVIRONMENT, moto_world
from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap

R = TypeVar("R")

# Functions that also touch the shared data of the tenant's group, and why. A top account's group has the account's own
# name, so requests and jobs of a top account need no exception.
IN_THE_GROUP = {
    "contact_events": "keeps the match keys by which the group's sync finds shared contacts",
    "derived_rebuild": "makes those match keys anew",
    "offboarding": "takes a tenant out of its group, which keeps the certificate",
    "tenant_sync": "is the sync",
    "the registry": "a child account that renames itself changes its entry among its top account's children",
    "the shared contacts": "a top account lists who is in several of its child accounts, and what a run changed there",
}
# Functions in which a top account touches the records of its child accounts.
IN_ITS_CHILDREN = {
    "the registry": "a top account registers children, sees and changes their time zone, and writes that into their audit",
    "the shared contacts": "a top account that shows names reads them in its child accounts, and writes into their audit who looked",
}
# Functions that touch the records of every tenant of the group.
IN_THE_GROUPS_TENANTS = {"tenant_sync": "reads the contacts of the child accounts, tags them, and copies them to the top account"}
# Functions that touch the records of the tenant's top account.
IN_ITS_TOP_ACCOUNT = {"offboarding": "the parent counts one child less, and its entry in the registry has a copy in its settings"}

# A partition in DynamoDB's JSON: the whole of a string value, never a part of a document.
_PARTITION = re.compile(r"""'S': '(TENANT|GROUP)#([^#']+)#""")
# The tenant in the key of a file. A file with another key belongs to nobody.
_FILE = re.compile(r"(?:attachments/tenants|uploads/tenants|exports|imports|print|handover)/([^/]+)/.")
_SIGNED = re.compile(rf"/{ENVIRONMENT['BUCKET_NAME']}/([^\s\"'?]+)\?")


@dataclass(frozen=True)
class Touched:
    """The tenants and groups whose records a call names. A group has the name of its top account."""

    tenants: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass
class Held:
    """The running work, and the tenants whose records it may touch. With `learns`, that is the first tenant touched.

    `leave` returns what else it may touch. It is called only when something else is touched.
    """

    what: str
    tenants: set[str]
    groups: set[str] = field(default_factory=set)
    leave: Callable[[], Touched] = Touched
    # The one message for every tenant becomes one message for each.
    tells_everyone: bool = False
    learns: bool = False

    def check(self, touched: Touched, name: str) -> None:
        """Fail the test if another tenant's record was touched."""
        if self.learns and touched.tenants:
            self.tenants |= {min(touched.tenants)}
            self.learns = False
        if self._foreign(touched):
            leave = self.leave()
            self.tenants |= leave.tenants
            self.groups |= leave.groups
        if foreign := self._foreign(touched):
            # No exception that the code could translate: the test has failed, whatever the code does with it.
            pytest.fail(f"{self.what} touches {foreign} with {name}")

    def _foreign(self, touched: Touched) -> list[str]:
        groups = touched.groups - self.groups - self.tenants
        return sorted([*(touched.tenants - self.tenants), *(f"the group of {one}" for one in groups)])


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def holding(held: Held | None) -> Iterator[None]:
    """Restrict the calls made inside to these records."""
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)


def calling_as(tenant_id: str, *, function: str = "", registers: str = "") -> AbstractContextManager[None]:
    """Restrict the calls made inside to the records of this tenant, and to what the named function may touch in addition.

    `registers` is the id of a tenant that the request wants to register. It may touch it if nobody has the id.
    """
    what = f"a request of {tenant_id}" if not function else f"{function} for {tenant_id}"
    return holding(_of_function(function, tenant_id, what, registers))


def calling_as_somebody() -> AbstractContextManager[None]:
    """Restrict the calls made inside to one tenant, the first one touched: only the product can read a link."""
    return holding(Held("a request by a link", set(), learns=True))


class Isolation(Tap):
    """Fails the test at the first call that names records of another tenant than the current one."""

    place: ClassVar[int] = -1

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Pass the call on, or fail the test."""
        held = _held.get()
        if held is not None and not (held.tells_everyone and call.service == "sqs"):
            held.check(touched_by(call), call.name)
        return proceed(call.params)


def check_addresses(text: str) -> None:
    """Fail the test if an answer holds a signed address of another tenant's file. Signing makes no call."""
    held = _held.get()
    if held is not None:
        held.check(Touched(frozenset(map(_tenant_of_file, _SIGNED.findall(text)))), "a signed address")


def touched_by(call: Call) -> Touched:
    """Return whose partitions, files, messages and events the call names."""
    if call.service == "dynamodb":
        found = _PARTITION.findall(str(call.params))
        return Touched(*(frozenset(one for kind, one in found if kind == wanted) for wanted in ("TENANT", "GROUP")))
    if call.service == "s3":
        if call.operation == "ListObjectsV2":
            # A prefix that ends behind the tenant reads no other tenant's files.
            return Touched(frozenset({_tenant_of_file(f"{call.params.get('Prefix')}.")}))
        return Touched(frozenset(_tenants_of_files(call.params)))
    if call.service in ("sqs", "events"):
        entries = call.params.get("Entries", [call.params])
        bodies = [json.loads(one[name]) for one in entries for name in ("MessageBody", "Detail") if name in one]
        return Touched(frozenset(str(body["tenant_id"]) for body in bodies if body.get("tenant_id")))
    return Touched()


@contextmanager
def watching_functions() -> Iterator[None]:
    """Restrict every function outside the API to the tenant of the message, change or feedback that it processes."""
    with ExitStack() as watched:
        watched.enter_context(
            patch.object(BatchProcessor, "_process_record", _message_by_message(BatchProcessor._process_record))
        )
        for package, name, tenant in (
            ("contact_events", "follow_changes", _tenant_of_changes),
            ("delivery_feedback", "record_feedback", lambda feedback: feedback.tenant_id),
            ("delivery_feedback", "record_said", lambda stop: stop.tenant_id),
        ):
            module = import_module(f"{package}.app")
            watched.enter_context(patch.object(module, name, _one_tenant(getattr(module, name), package, tenant)))
        yield


def _message_by_message(process: Callable[[Any, Json], R]) -> Callable[[Any, Json], R]:
    @wraps(process)
    def held_to_its_tenant(processor: Any, record: Json) -> R:
        with holding(_of_message(record)):
            return process(processor, record)

    return held_to_its_tenant


def _one_tenant(follow: Callable[..., R], package: str, tenant: Callable[[Any], str]) -> Callable[..., R]:
    @wraps(follow)
    def held_to_its_tenant(store: Any, what: Any, *args: Any, **kwargs: Any) -> R:
        with calling_as(tenant(what), function=package):
            return follow(store, what, *args, **kwargs)

    return held_to_its_tenant


def _tenant_of_changes(changes: Iterable[Any]) -> str:
    (tenant_id,) = {tenant_with((change.new or change.old).key.pk) for change in changes}
    return str(tenant_id)


def _of_message(record: Json) -> Held | None:
    """Return the restriction for a message, or None for a malformed one, which the function itself must refuse."""
    function = str(record.get("eventSourceARN", "")).rpartition(":")[2].removeprefix("contactbook-").replace("-", "_")
    try:
        message = json.loads(record["body"])
    except ValueError:
        return Held(f"a message of {function} that cannot be read", set())
    tenant_id = message.get("tenant_id") if isinstance(message, dict) else None
    if isinstance(message, dict) and message.get("source") == "aws.s3":
        tenant_id = _tenant_of_file(message["detail"]["object"]["key"])
    if tenant_id is None:
        return Held(f"a message of {function} for every tenant", set(), tells_everyone=True)
    return _of_function(function, str(tenant_id), f"a message of {function} for {tenant_id}")


def _of_function(function: str, tenant_id: str, what: str, registers: str = "") -> Held:
    def leave() -> Touched:
        parents = _parents() if function in IN_THE_GROUP else {}
        top = parents.get(tenant_id) or tenant_id
        children = {child for child, parent in parents.items() if parent == top}
        tenants = {top, *children} if function in IN_THE_GROUPS_TENANTS else set[str]()
        tenants |= {top} if function in IN_ITS_TOP_ACCOUNT else set()
        if function in IN_ITS_CHILDREN:
            tenants |= {child for child, parent in parents.items() if parent == tenant_id} | ({registers} - parents.keys())
        return Touched(frozenset(tenants), frozenset({top}))

    return Held(what, {tenant_id}, leave=leave)


def _parents() -> dict[str, str | None]:
    """Return every registered tenant with its parent, and every one that was off-boarded."""
    with moto_world() as world:
        entries = [json.loads(item["document"]["S"]) for item in world.items("TENANTS")]
        left = list(world.documents("offboarding"))
    known: dict[str, str | None] = {str(entry["tenant_id"]): entry.get("parent_id") for entry in entries}
    return {str(one["tenant_id"]): one["group_id"] if not one.get("is_top") else None for one in left} | known


def _tenants_of_files(params: Json) -> list[str]:
    """Return the tenants whose files a call names: one, those under a prefix, or several that are deleted."""
    if params.get("Bucket") == ENVIRONMENT["REGISTER_BUCKET_NAME"]:
        # The keys of the erasure register begin with the day.
        return [str(params["Key"]).split("/")[1]] if "Key" in params else []
    if "Delete" in params:
        return [_tenant_of_file(str(one["Key"])) for one in params["Delete"]["Objects"]]
    return [_tenant_of_file(f"{params['Prefix']}x" if "Prefix" in params else str(params.get("Key")))]


def _tenant_of_file(key: str) -> str:
    found = _FILE.match(key)
    return found[1] if found else f"nobody by the file {key}"
