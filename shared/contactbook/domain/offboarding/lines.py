"""What a line of the hand-over says where it is not the stored record itself."""

from pydantic import JsonValue

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.values import Value


class ChainedEntry(Value):
    """One entry of the chained history of a contact, with the values behind it unless they are erased.

    `stored_as` is the id under which it lies: an entry that was moved shows.
    """

    contact_id: str
    stored_as: str
    entry: Entry
    values: EntryValues | None = None


class SettingsSection(Value):
    """One section of the settings as it was saved. A section that is not there has its defaults."""

    section: str
    value: JsonValue


class NotDuplicate(Value):
    """Two contacts that somebody marked as different persons."""

    contact_id: str
    other_contact_id: str


class MergedInto(Value):
    """A contact that was merged into another one, and the merge that did it if it is known."""

    contact_id: str
    merged_into: str
    merge_id: str | None = None
