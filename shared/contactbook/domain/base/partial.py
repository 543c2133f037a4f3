"""The partial form of a shape, for merge-patch bodies: every field optional, null allowed, unknown fields refused."""

from pydantic import BaseModel, ConfigDict, create_model


def partial_of(name: str, shape: type[BaseModel]) -> type[BaseModel]:
    """A model with the fields of `shape`, none of them required. What a caller left out is told by `model_fields_set`."""
    fields: dict[str, object] = {
        field_name: (field.rebuild_annotation() | None, None) for field_name, field in shape.model_fields.items()
    }
    config = ConfigDict(frozen=True, extra="forbid")
    description = f"Changes to a {name.removesuffix('Changes').lower()} (RFC 7396)."
    model: type[BaseModel] = create_model(name, __config__=config, __doc__=description, **fields)  # type: ignore[call-overload]
    return model
