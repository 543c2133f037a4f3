"""What a bulk change changes in each contact: tags, lists, owner group and categories (S7.7)."""

from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.values import Id, Key, Part, whole_part
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, ContactFields
from contactbook.domain.contacts.rules import checked_fields
from contactbook.domain.lists.lists import on_lists
from contactbook.domain.settings.sections import Settings

Tags = Annotated[tuple[Key, ...], Field(max_length=50)]
# With both directions this is the most that one change of a contact takes.
ListIds = Annotated[tuple[Id, ...], Field(max_length=20)]


class FieldValues(Part):
    """Fields that get the same value in each contact. One that is null or left out stays; an empty list removes every category."""

    owned_by_group: Key | None = None
    categories: Annotated[tuple[Key, ...], Field(max_length=20)] | None = None


NO_VALUES = FieldValues()


class ChangeOfEach(Part):
    """What changes in each contact. A tag or list that the contact has already, or has not, makes no difference."""

    add_tags: Tags = ()
    remove_tags: Tags = ()
    add_to_lists: ListIds = ()
    remove_from_lists: ListIds = ()
    set: FieldValues = NO_VALUES

    @model_validator(mode="after")
    @whole_part
    def _says_what_to_do(self) -> Self:
        if not (self.add_tags or self.remove_tags or self.touches_lists or self.fields):
            raise PydanticCustomError("nothing_to_change", "Name at least one tag, list or field to change.")
        for added, removed in ((self.add_tags, self.remove_tags), (self.add_to_lists, self.remove_from_lists)):
            if set(added) & set(removed):
                raise PydanticCustomError("added_and_removed", "One change cannot both add and remove the same tag or list.")
        return self

    @property
    def touches_lists(self) -> bool:
        """True if contacts are added to lists or removed from some."""
        return bool(self.add_to_lists or self.remove_from_lists)

    @property
    def fields(self) -> dict[str, JsonValue]:
        """Return the fields to set, by their names."""
        return self.set.model_dump(mode="json", exclude_none=True, include=set(FieldValues.model_fields))


def changed_contact(contact: Contact, change: ChangeOfEach, settings: Settings) -> Contact:
    """Return the contact after the change; the same contact if it has all of it already.

    Fields pass the same rules as in a PATCH of the contact. Raises ValidationFailed, RuleBroken `too_many_lists`.
    """
    kept = [tag for tag in contact.tags if tag not in change.remove_tags]
    wanted: dict[str, JsonValue] = {"tags": [*kept, *(tag for tag in change.add_tags if tag not in kept)], **change.fields}
    stored = contact.model_dump(mode="json", include=set(wanted))
    patch = {name: value for name, value in wanted.items() if value != stored[name]}
    after = contact
    if patch:
        fields = checked_fields(patched_fields(ContactFields, contact, patch), contact.kind, settings, before=contact)
        after = with_fields(contact, **{name: getattr(fields, name) for name in patch})
    staying = [list_id for list_id in contact.list_ids if list_id not in change.remove_from_lists]
    return on_lists(after, [*staying, *change.add_to_lists])
