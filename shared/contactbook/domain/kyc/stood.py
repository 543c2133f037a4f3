"""What is told of a contact, as it is compared with what stood at a refutation or an expiry (S2.76).

The same told again, in another order, in another field of its kind, or written otherwise, is not new.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from pydantic import BaseModel

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.record import Contact, ContactFields
from contactbook.domain.kyc.rules import document_of, is_provided, rules_held, with_active_addresses
from contactbook.domain.settings.kyc import Kyc, KycFieldRule

# Returns the keyed hash of a text. A contact keeps hashes only.
HashOf = Callable[[str], str]

# Parts that say how a value is filed. They tell nothing about the person.
_FILING = frozenset({"type", "primary", "active", "address_id", "extension"})
_OF_WORDS = frozenset({"names", "addresses"})
_NAMES = frozenset({"title", "first_name", "middle_name", "last_name", "full_name", "company_name"})


def told(contact: Contact, hash_of: HashOf) -> frozenset[str]:
    """Return the hashes of everything that is told of the contact now."""
    return frozenset(map(hash_of, _told_at(contact, ContactFields.model_fields)))


def told_for(contact: Contact, kyc: Kyc, today: date, hash_of: HashOf) -> frozenset[str]:
    """Return the hashes of what the contact provides for the fields that its profile requires.

    A document whose end made the profile expire, and of which a scan is asked, is told by a new scan only (S2.103).
    """
    active = with_active_addresses(contact)
    provided = [rule for rule in rules_held(contact, kyc) if is_provided(contact, rule, today)]
    paths = [path for rule in provided if not _needs_a_scan(contact, rule) for path in _paths_of(rule)]
    return frozenset(map(hash_of, _told_at(active, paths)))


def _needs_a_scan(contact: Contact, rule: KycFieldRule) -> bool:
    lost = contact.kyc
    has_ended = lost is not None and lost.state is KycState.EXPIRED and lost.expires_because == document_of(rule.field)
    return has_ended and rule.attachment_classification is not None


def _paths_of(rule: KycFieldRule) -> list[str]:
    """Return what can be new for a rule. Of a document that is its number and its end, whichever of them the rule names."""
    document = document_of(rule.field)
    return [rule.field] if document is None else [f"identifiers.{document}.{part}" for part in ("number", "expires_on")]


def _told_at(fields: ContactFields, paths: Iterable[str]) -> frozenset[str]:
    return frozenset(one for path in paths for one in _walk(fields, "", path.split(".")))


def _walk(value: object, group: str, path: Sequence[str]) -> Iterator[str]:
    """Yield each value at the path, with the group of fields among which it may move."""
    if isinstance(value, tuple | list):
        for entry in value:
            yield from _walk(entry, group, path)
    elif isinstance(value, BaseModel | dict):
        parts = value if isinstance(value, dict) else {name: getattr(value, name) for name in type(value).model_fields}
        for name in path[:1] or [name for name in parts if name not in _FILING]:
            yield from _walk(parts.get(name), _group_of(group, name), path[1:])
    elif value is not None:
        yield from (f"{group}:{form}" for form in _forms(group, str(value)) if form)


def _group_of(group: str, name: str) -> str:
    if not group:
        return "names" if name in _NAMES else name
    # The tenant's own fields have nothing to do with each other.
    return f"custom.{name}" if group == "custom" else group


def _forms(group: str, text: str) -> list[str]:
    """Return the text as it is compared. Of a name and of an address that is each of its words."""
    if group == "emails":
        return [comparable_email(text)]
    if group in _OF_WORDS:
        return [fold_identifier(word) for word in fold(text).split()]
    return [fold_identifier(text) or fold(text)]
