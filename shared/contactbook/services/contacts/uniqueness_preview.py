"""Who would break a uniqueness rule, asked before the rule is saved (S2.34)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.build import UniquenessPreview, Violation
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue, claims_of_fields, groups_of, missing_paths
from contactbook.domain.settings.fields import Uniqueness
from contactbook.domain.settings_rules.consistency import section_errors
from contactbook.services.base.first_contacts import MOST, not_erased
from contactbook.services.contacts.uniqueness import shown_violations
from contactbook.storage.tenant_store import TenantStore

_SAMPLE = 20


def preview_rule(store: TenantStore, rule: Uniqueness, *, by: Caller) -> UniquenessPreview:
    """Return how many of the first 10,000 contacts would break the rule, with a sample. Changes nothing.

    Raises ValidationFailed as saving would.
    """
    errors = section_errors(rule, store.settings.fresh())
    if errors:
        raise ValidationFailed("The settings contradict themselves.", errors=errors)
    contacts = not_erased(store)
    looked_at = list(islice(contacts, MOST))
    violations = list(_violations(looked_at, rule))
    return UniquenessPreview(
        contacts=len(looked_at),
        violating=len({violation.contact_id for violation in violations}),
        complete=next(contacts, None) is None,
        sample=tuple(shown_violations(store, violations[:_SAMPLE], by=by)),
    )


def _violations(contacts: Iterable[Contact], rule: Uniqueness) -> Iterator[Violation]:
    holders: dict[ClaimedValue, str] = {}
    for contact in contacts:
        groups = groups_of(rule, contact.kind)
        missing = missing_paths(contact, groups)
        if missing:
            yield Violation(contact_id=contact.contact_id, fields=missing)
        for value in claims_of_fields(contact, contact.kind, groups):
            holder = holders.setdefault(value, contact.contact_id)
            if holder != contact.contact_id:
                yield Violation(contact_id=contact.contact_id, fields=value.fields, conflicting_contact_id=holder)
