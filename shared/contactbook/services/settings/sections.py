"""Reading and saving a tenant's settings, section by section (S2.2)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError, create_model

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, ValidationFailed
from contactbook.domain.base.field_errors import field_errors
from contactbook.domain.base.unknown import keeping_unknown, without_unknown
from contactbook.domain.base.values import Draft, Part
from contactbook.domain.base.versions import require_sent_version, require_version, with_fields
from contactbook.domain.decisions.more_contactable import Acknowledgement
from contactbook.domain.settings.sections import SECTIONS, Settings
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.decisions.more_contactable import confirmed, count_more_contactable, require_acknowledged
from contactbook.services.kyc.reassessment import ABOVE_MAXIMUM
from contactbook.services.settings.effects import CHECKS, CHECKS_WITHOUT_FORCE, FOLLOW_UPS
from contactbook.storage.tenant_store import TenantStore

_ACKNOWLEDGE, _VERSION = "acknowledge", "version"
S = TypeVar("S", bound=BaseModel)


class _Acknowledging(Draft):
    acknowledge: Acknowledgement


def read_section(store: TenantStore, name: str) -> dict[str, JsonValue]:
    """Return the section with its defaults, its version, and its JSON Schema as `schema`. Raises NotFound for an unknown section."""
    shape = _shape(name)
    value = getattr(store.settings.fresh(), name)
    return {**_written(value), "version": store.settings.version_of(name), "schema": shape.model_json_schema(by_alias=True)}


@retried_when_raced
def save_section(
    store: TenantStore,
    name: str,
    body: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    force: bool = False,
) -> dict[str, JsonValue]:
    """Replace the section. Fields that the body leaves out take their defaults. A refused body changes nothing, and the present one neither.

    With `force` it may remove what is in use. Raises NotFound for an unknown section, ValidationFailed for a body that does not fit
    it, VersionMismatch, RuleBroken `in_use`, and
    AcknowledgementNeeded if more contacts could be contacted than the body's `acknowledge` confirms (S5.13).
    """
    asked = _asked_change(store, name, body, now, if_match, force)
    if asked.value == getattr(asked.before, name):
        return {**_written(asked.value), "version": asked.version}
    found = count_more_contactable(store, asked.before, asked.after, by=by, now=now)
    require_acknowledged(found, _acknowledged(body))
    change = TenantChange(
        "settings.changed", name, getattr(asked.before, name), asked.value, confirmed(found), own_addresses=True
    )
    put = store.settings.put_of(name, asked.value, replacing=asked.version)
    commit_tenant_change(store, change, put, by=by, now=now)
    store.settings.forget()
    told: dict[str, JsonValue] = {}
    for follow_up in FOLLOW_UPS.get(name, ()):
        told |= follow_up(store, asked.before, asked.value, by, now) or {}
    return {**_written(asked.value), "version": asked.version + 1, **told}


def preview_section(
    store: TenantStore,
    name: str,
    body: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None = None,
    force: bool = False,
) -> dict[str, JsonValue]:
    """Return whom saving the section would let be contacted who is not now, as MoreContactable. Nothing is saved.

    Raises as `save_section`, but never AcknowledgementNeeded.
    """
    asked = _asked_change(store, name, body, now, if_match, force)
    return _written(count_more_contactable(store, asked.before, asked.after, by=by, now=now))


@dataclass(frozen=True)
class _AskedChange:
    """The settings before a change, the section as asked for, checked, and the version that it replaces."""

    before: Settings
    after: Settings
    value: Part
    version: int


def _asked_change(
    store: TenantStore, name: str, body: dict[str, JsonValue], now: datetime, if_match: int | None, force: bool
) -> _AskedChange:
    shape = _shape(name)
    _acknowledged(body)
    # A client may send back the whole response of a GET or a PUT.
    fields = {field: value for field, value in body.items() if field not in ("schema", _VERSION, _ACKNOWLEDGE, ABOVE_MAXIMUM)}
    sent = _sent(_draft_of(shape), fields)
    before = store.settings.fresh()
    version = store.settings.version_of(name)
    require_version(version, if_match)
    if if_match is None and _VERSION in body:
        require_sent_version(version, body[_VERSION])
    value = keeping_unknown(shape.model_construct(None, **dict(sent)), getattr(before, name))
    if value == getattr(before, name):
        # What is stored is sent back: it was checked when it was saved, perhaps by other rules.
        return _AskedChange(before, before, value, version)
    for check in (*CHECKS.get(name, ()), *(() if force else CHECKS_WITHOUT_FORCE.get(name, ()))):
        check(store, before, value, now)
    return _AskedChange(before, with_fields(before, **{name: value}), value, version)


def _acknowledged(body: Mapping[str, JsonValue]) -> int | None:
    """Return the number of contacts that the body confirms, or None. Raises ValidationFailed."""
    if _ACKNOWLEDGE not in body:
        return None
    return _sent(_Acknowledging, {_ACKNOWLEDGE: body[_ACKNOWLEDGE]}).acknowledge.more_contactable


def _sent(shape: type[S], fields: Mapping[str, JsonValue]) -> S:
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        errors = field_errors(error.errors(), fields)
        only_unknown = all(found.code == "unknown_field" for found in errors)
        code = "unknown_field" if only_unknown else None
        raise ValidationFailed("The settings do not fit the section; see `errors`.", code=code, errors=errors) from error


def _shape(name: str) -> type[Part]:
    if name not in SECTIONS:
        raise NotFound(f"There is no such section. Name one of {', '.join(SECTIONS)}.")
    return SECTIONS[name]


@cache
def _draft_of(shape: type[Part]) -> type[Part]:
    """Return the shape of a section as a caller sends it: it refuses unknown fields at every depth."""
    return create_model(shape.__name__, __base__=(shape, Draft))  # type: ignore[arg-type]  # mypy wants bases of one type.


def _written(value: BaseModel) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(without_unknown(value).model_dump_json(by_alias=True))
    return written
