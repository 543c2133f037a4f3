"""Dotted paths to the fields of a contact, as rules in the settings use them."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.contacts.rules import COMPANY_ONLY, PERSON_ONLY
from contactbook.domain.settings.fields import CustomFields

# Lists at which a path may end. `emails` means their addresses; `addresses` means that there is one.
_POINTS = ("emails", "phones")
_WHOLE = ("addresses", "associations")


def is_known_path(path: str, kind: ContactKind | None, custom: CustomFields, *, whole: bool = False) -> bool:
    """True if a contact of the kind (None: of any kind) can have a value at the path.

    With `whole`, the path may also end at a list, such as `addresses`.
    """
    first, *rest = path.split(".")
    if first == "custom":
        names = {field.name for field in custom.fields if kind is None or kind.value in field.kinds}
        return len(rest) == 1 and rest[0] in names
    if first == "external_ids":
        return len(rest) == 1
    if first in (COMPANY_ONLY if kind is ContactKind.PERSON else PERSON_ONLY if kind is ContactKind.COMPANY else ()):
        return False
    if not rest and first in (*_POINTS, *(_WHOLE if whole else ())):
        return True
    return _leads_to_a_value(ContactFields, [first, *rest])


def _leads_to_a_value(shape: type[BaseModel], steps: list[str]) -> bool:
    field = shape.model_fields.get(steps[0])
    if field is None:
        return False
    inner = _model_in(field.annotation)
    if inner is None:
        return len(steps) == 1
    return len(steps) > 1 and _leads_to_a_value(inner, steps[1:])


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - annotations have no common type
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return next((found for found in map(_model_in, get_args(annotation)) if found), None)
    return None
