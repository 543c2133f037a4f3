"""The consumer of the table's stream: writes what follows from a committed change."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook import clock
from contactbook.services.base.stores import open_store
from contactbook.services.stream.consumers import follow_changes
from contactbook.storage.stream.changes import changes_by_tenant


def handler(event: dict[str, Any], _: LambdaContext) -> dict[str, Any]:
    """Process a batch of changes, tenant by tenant. An exception fails the batch: Lambda halves it and delivers it again."""
    for tenant_id, changes in changes_by_tenant(event).items():
        follow_changes(open_store(tenant_id), changes, clock.now())
    return {"batchItemFailures": []}
