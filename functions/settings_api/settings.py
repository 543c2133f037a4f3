"""Routes of a tenant's settings."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import JsonValue

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.settings_rules.page_texts import PageTextKeys, page_text_keys
from contactbook.services.settings import sections

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]
Preview = Annotated[bool, Query(description="Only say whom the change would let be contacted who is not now.")]

Force = Annotated[bool, Query(description="Remove what is in use all the same, such as a stage, a type or a category.")]


@router.get("/v1/settings/<section>", tags=["Settings"])
def read_settings(section: str, _: Reader, store: Store) -> dict[str, JsonValue]:
    """Read one section with its defaults. Its JSON Schema is in `schema`."""
    return sections.read_section(store, section)


@router.get("/v1/settings/page_texts/keys", tags=["Settings"])
def list_page_text_keys(_: Reader) -> PageTextKeys:
    """List the texts of the pages that a tenant can replace with `PUT /v1/settings/page_texts`, and the languages that it can write.

    A text is plain, has the placeholders of ours, and may leave out `tenant` alone. A language without texts of ours needs all of them.
    """
    return page_text_keys()


@router.put("/v1/settings/<section>", tags=["Settings"])
def save_settings(
    section: str,
    body: dict[str, JsonValue],
    caller: Writer,
    store: Store,
    now: Now,
    if_match: IfMatch,
    preview: Preview = False,
    force: Force = False,
) -> dict[str, JsonValue]:
    """Replace one section. Fields that are left out take their defaults.

    A change that lets more contacts be contacted needs their number beside the fields: `"acknowledge": {"more_contactable": 12}`.
    Without it, or with another number than the present one, it is refused (409 `acknowledgement_needed`) with the number.

    With `preview=true` nothing is saved. The answer has the number (`more_contactable`), `more` if the tenant has more contacts than
    one request looks at, and a `sample`.
    """
    asked = sections.preview_section if preview else sections.save_section
    return asked(store, section, body, by=caller, now=now, if_match=if_match, force=force)
