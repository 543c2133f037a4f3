"""Partial models for merge-patch bodies: every field is optional, null is allowed, unknown fields are refused."""

from pydantic import BaseModel, create_model

from contactbook.domain.base.values import Draft


def partial_of(name: str, shape: type[BaseModel]) -> type[BaseModel]:
    """Return a model with the fields of `shape`, none of them required. `model_fields_set` names what the caller sent."""
    fields: dict[str, object] = {
        field_name: (field.rebuild_annotation() | None, None) for field_name, field in shape.model_fields.items()
    }
    description = f"Changes to a {name.removesuffix('Changes').lower()} (RFC 7396)."
    model: type[BaseModel] = create_model(name, __base__=Draft, __doc__=description, **fields)  # type: ignore[call-overload]  # The fields are known at run time only.
    return model
