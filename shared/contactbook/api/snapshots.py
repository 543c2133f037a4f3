"""What a function has ready before Lambda takes its snapshot, so that the first request after a restore does not wait for it."""

import gc
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from pydantic import BaseModel

from contactbook.api.dependencies import needed_callers
from contactbook.api.resolver import routes_of
from contactbook.domain.base.phones import read_phone
from contactbook.domain.base.values import Draft, Value
from contactbook.domain.contacts.points import normalized_email
from contactbook.gateways import secrets
from contactbook.storage.base import table
from contactbook.storage.tenant_store import import_repositories

# Lambda's runtime has this module, and nothing else has.
_RUNTIME = "snapshot_restore_py"
# A number of each region that most numbers are from. Its rules are loaded with the first one.
_NUMBERS = ("+35722123456", "+302101234567", "+442071234567", "+12025550123", "+4930123456", "+33123456789", "+390612345678")


def prepare_before_snapshot(app: ApiGatewayResolver) -> None:
    """Let Lambda call `prepare` before it takes a snapshot. Elsewhere nothing happens."""
    if find_spec(_RUNTIME):
        import_module(_RUNTIME).register_before_snapshot(prepare, app)


def prepare(app: ApiGatewayResolver) -> None:
    """Build validators, clients and the first of everything. Asks AWS for nothing, and reads no secret."""
    for route in routes_of(app):
        _ = route.dependant
        needed_callers(route)
    import_repositories()
    for model in _models(Value, Draft):
        model.model_rebuild()
    table.prepare()
    secrets.prepare()
    for number in _NUMBERS:
        read_phone(number, "CY")
    normalized_email("eleni@example.com")
    # What is there now stays, so no collection of garbage needs to look at it.
    gc.collect()
    gc.freeze()


def _models(*bases: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for base in bases:
        yield base
        yield from _models(*base.__subclasses__())
