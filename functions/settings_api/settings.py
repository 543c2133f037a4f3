"""Routes of a tenant's settings."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from pydantic import JsonValue

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.services.settings import sections

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]


@router.get("/v1/settings/<section>", tags=["Settings"])
def read_settings(section: str, _: Reader, store: Store) -> dict[str, JsonValue]:
    """Read one section with its defaults. Its JSON Schema is in `schema`."""
    return sections.read_section(store, section)


@router.put("/v1/settings/<section>", tags=["Settings"])
def save_settings(
    section: str, body: dict[str, JsonValue], caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> dict[str, JsonValue]:
    """Replace one section. Fields that are left out take their defaults."""
    return sections.save_section(store, section, body, by=caller, now=now, if_match=if_match)
