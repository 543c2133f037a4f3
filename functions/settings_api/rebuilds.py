"""Routes of rebuilds of data that is derived from the contacts."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.stream.rebuild import DerivedRebuildView
from contactbook.services.stream import rebuild

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]


@router.post("/v1/settings/derived-rebuilds", status_code=202, tags=["Settings"])
def start_derived_rebuild(caller: Writer, store: Store, now: Now) -> DerivedRebuildView:
    """Rebuild, in the background, what is derived from the contacts: search words, filter values, privacy levels."""
    return rebuild.start_rebuild(store, by=caller, now=now)


@router.get("/v1/settings/derived-rebuilds/<rebuild_id>", tags=["Settings"])
def read_derived_rebuild(rebuild_id: str, _: Reader, store: Store) -> DerivedRebuildView:
    """Read the progress of a rebuild."""
    return rebuild.read_rebuild(store, rebuild_id)
