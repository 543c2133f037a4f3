"""A deleted contact: what is known of it until its traces are removed, and after that (S2.141)."""

from collections.abc import Iterator

from pydantic import JsonValue

from contactbook.domain.base.values import Moment, Value
from contactbook.domain.contacts.record import Contact, HistoryHead


class DeletedContact(Value):
    """Who may know that the contact was there, and where its traces lie. It holds no value of the person."""

    contact_id: str
    owned_by_group: str | None = None
    privacy_level: int
    # The contacts that were merged into it.
    absorbed: tuple[str, ...] = ()
    # The end of its audit chain before the entry of its deletion, which follows.
    history: HistoryHead = HistoryHead()
    # How many items of each kind went with the contact's own item.
    removed: dict[str, int] = {}
    # When everything that was kept about it was removed.
    erased_at: Moment | None = None


def deleted(contact: Contact) -> DeletedContact:
    """Return what is kept of a contact that was deleted."""
    return DeletedContact(
        contact_id=contact.contact_id,
        owned_by_group=contact.owned_by_group,
        privacy_level=contact.privacy_level,
        absorbed=contact.absorbed,
        history=contact.history,
        removed=items_of(contact),
    )


def items_of(contact: Contact) -> dict[str, int]:
    """Return how many items a contact consists of by kind, without its children: itself, its claims, and its places on lists."""
    counts = {"contact": 1, "claim": len(contact.claims), "list_member": len(contact.list_ids)}
    return {kind: count for kind, count in counts.items() if count}


def addresses_in(value: JsonValue) -> Iterator[str]:
    """Yield every email address and every international phone number that stands alone in a text of the value."""
    if isinstance(value, str):
        if _is_address(value):
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from addresses_in(inner)


def _is_address(text: str) -> bool:
    is_email = 0 < text.find("@") < len(text) - 1 and not any(letter.isspace() for letter in text)
    return is_email or (text[:1] == "+" and text[1:].isdecimal())
