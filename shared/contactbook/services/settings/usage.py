"""Refuse to remove what contacts, relations or accounts have of the settings, unless the caller says so (S2.4)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.errors import FieldError, RuleBroken
from contactbook.domain.base.values import Part
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings_rules.usage import Named, Owner, has_of, removed_from, used_by, used_by_account
from contactbook.services.base.first_contacts import MOST, first_of, first_pages
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
_Found = Iterable[frozenset[Named]]


def check_in_use(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise RuleBroken `in_use`, with how many contacts, relations and accounts, if the section removes what they have.

    Reads nothing where nothing is removed. Else what can have it is read page by page, 10,000 of a kind at most: with further ones it
    cannot be said that nobody has it, so it is refused as well.
    """
    removed = removed_from(before, section)
    contacts = (([used_by(one, section) for one in listed], more) for listed, more in first_pages(store))
    accounts = (
        ([_used_by(one, section) for one in listed], more)
        for listed, more in first_of(lambda after: store.accounts.page_with_settings(limit=_PAGE, after=after))
    )
    errors = [
        *_errors(Owner.CONTACT, removed, contacts),
        *_errors(Owner.RELATION, removed, _relations(store, removed)),
        *_errors(Owner.ACCOUNT, removed, accounts),
    ]
    if errors:
        raise RuleBroken("What would be removed is in use; see `errors`.", code="in_use", errors=errors)


def _errors(owner: Owner, removed: frozenset[Named], listed: Iterable[tuple[_Found, bool]]) -> list[FieldError]:
    asked = {one for one in removed if has_of(owner, one)}
    if not asked:
        return []
    counts: Counter[Named] = Counter()
    more = False
    for found, further in listed:
        more = further
        for one in found:
            counts.update(one & asked)
    used = asked if more else counts.keys()
    named = sorted(used, key=lambda one: (one.place, one.value))
    return [FieldError(one.pointer, "in_use", _message(owner, one.value, counts[one], more=more)) for one in named]


def _relations(store: TenantStore, removed: frozenset[Named]) -> Iterator[tuple[_Found, bool]]:
    """Yield each type once for each of its relations: one query a type."""
    for one in removed:
        if has_of(Owner.RELATION, one):
            yield [frozenset({one})] * store.relations.count_of_type(one.value, most=MOST), False


def _used_by(account: Account, section: Part) -> frozenset[Named]:
    address = account.contact_information.mailing_address
    return used_by_account(address.type if address else None, account.custom, section)


def _message(owner: Owner, value: str, count: int, *, more: bool) -> str:
    having = f"1 {owner} has" if count == 1 else f"{count} {owner}s have"
    among = f" among the first {MOST}, and there are others" if more else ""
    return f"{having} '{value}'{among}. Change them first, or remove it all the same with `?force=true`."
