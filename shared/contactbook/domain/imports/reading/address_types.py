"""Second addresses of a type: a contact has one active address of each type, and files have more (S2.37, S6.6)."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from contactbook.domain.imports.paths import group_of
from contactbook.domain.imports.reading.points import OTHER
from contactbook.domain.settings.fields import TypeDefinition


def settled_types(
    values: Mapping[str, JsonValue], types: Sequence[TypeDefinition]
) -> tuple[dict[str, JsonValue], dict[str, JsonValue]]:
    """Return the values of a row, and those of them that are new because an address before has its type.

    Such an address is of the type `other` where the tenant has it and no address of the row is of it, else it is inactive.
    """
    groups = sorted({group_of(path) for path in values if path.startswith("addresses.")}, key=lambda one: int(one.split(".")[1]))
    active = [group for group in groups if values.get(f"{group}.active") is not False]
    said = {group: values.get(f"{group}.type") or types[0].type for group in active}
    is_free = OTHER in {one.type for one in types} and OTHER not in said.values()
    settled, new, taken = dict(values), dict[str, JsonValue](), set[JsonValue]()
    for group in active:
        if said[group] not in taken:
            taken.add(said[group])
        elif is_free:
            new[f"{group}.type"], is_free = OTHER, False
        else:
            new[f"{group}.active"] = False
            settled[f"{group}.type"] = said[group]
            settled.pop(f"{group}.primary", None)
    return settled | new, new
