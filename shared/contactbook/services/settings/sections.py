"""Reading and saving a tenant's settings, section by section (S2.2)."""

import json
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import JsonValue, ValidationError, create_model

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.unknown import keeping_unknown, without_unknown
from contactbook.domain.base.values import Draft, Part
from contactbook.domain.base.versions import require_version
from contactbook.domain.settings.sections import SECTIONS
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.settings.effects import CHECKS, FOLLOW_UPS
from contactbook.storage.tenant_store import TenantStore


def read_section(store: TenantStore, name: str) -> dict[str, JsonValue]:
    """Return the section with its defaults, its version, and its JSON Schema as `schema`. Raises NotFound for an unknown section."""
    shape = _shape(name)
    value = getattr(store.settings.fresh(), name)
    return {**_written(value), "version": store.settings.version_of(name), "schema": shape.model_json_schema(by_alias=True)}


@retried_when_raced
def save_section(
    store: TenantStore, name: str, body: dict[str, JsonValue], *, by: Caller, now: datetime, if_match: int | None = None
) -> dict[str, JsonValue]:
    """Replace the section. Fields that the body leaves out take their defaults. A refused body changes nothing.

    Raises NotFound for an unknown section, ValidationFailed for a body that does not fit it, VersionMismatch.
    """
    shape = _shape(name)
    # A client may send back the whole response of a GET.
    body = {field: value for field, value in body.items() if field not in ("schema", "version")}
    try:
        sent = _draft_of(shape).model_validate(body)
    except ValidationError as error:
        errors = field_errors(error.errors())
        only_unknown = all(found.code == "unknown_field" for found in errors)
        code = "unknown_field" if only_unknown else None
        raise ValidationFailed("The settings do not fit the section.", code=code, errors=errors) from error
    before = store.settings.fresh()
    version = store.settings.version_of(name)
    require_version(version, if_match)
    value = keeping_unknown(shape.model_construct(None, **dict(sent)), getattr(before, name))
    for check in CHECKS.get(name, ()):
        check(store, before, value, now)
    change = TenantChange("settings.changed", name, getattr(before, name), value, own_addresses=True)
    commit_tenant_change(store, change, store.settings.put_of(name, value, replacing=version), by=by, now=now)
    store.settings.forget()
    for follow_up in FOLLOW_UPS.get(name, ()):
        follow_up(store, before, value, by, now)
    return {**_written(value), "version": version + 1}


def _shape(name: str) -> type[Part]:
    if name not in SECTIONS:
        raise NotFound("There is no such section.")
    return SECTIONS[name]


@cache
def _draft_of(shape: type[Part]) -> type[Part]:
    """Return the shape of a section as a caller sends it: it refuses unknown fields at every depth."""
    return create_model(shape.__name__, __base__=(shape, Draft))  # type: ignore[arg-type]  # mypy wants bases of one type.


def _written(value: Part) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(without_unknown(value).model_dump_json(by_alias=True))
    return written
