"""What the top account sees of a shared person, with names where its settings say so (S4.29)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.sync.primary_election import AccountCandidate, Criterion
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import Looks, write_down
from contactbook.storage.tenant_store import TenantStore

_ROUTE = "GET /v1/tenant-group/shared-contacts"


class SharedAccount(AccountCandidate):
    """One child account that a shared person is in, with the facts that the election compared."""

    name: str
    primary: Flag
    contact_ids: tuple[str, ...]
    # What each of the contacts is called, if the settings say `show_names`; null for one that the caller may not see.
    display_names: tuple[str | None, ...] | None = None


class SharedPersonView(Value):
    """A shared person with its accounts, which of them is primary, and the criterion that decided it."""

    accounts: tuple[SharedAccount, ...]
    primary_tenant_id: str
    because: Criterion


def person_view(person: SharedPerson, names: Mapping[str, str]) -> SharedPersonView:
    """Return the person as callers see it. `names` are those of the accounts, by their ids."""
    return SharedPersonView(
        accounts=tuple(
            SharedAccount(
                **account.model_dump(),
                name=names[account.tenant_id],
                primary=account.tenant_id == person.primary,
                contact_ids=_contact_ids(person, account.tenant_id),
            )
            for account in person.accounts
        ),
        primary_tenant_id=person.primary,
        because=person.because,
    )


def _contact_ids(person: SharedPerson, tenant_id: str) -> tuple[str, ...]:
    return tuple(member.contact_id for member in person.contacts if member.tenant_id == tenant_id)


def with_names(persons: Sequence[SharedPersonView], *, by: Caller, now: datetime) -> list[SharedPersonView]:
    """Return the persons with what each contact is called in its account, and write down in each account who looked.

    A name is left out if the contact is erased, or above the caller's clearance.
    """
    wanted: dict[str, list[str]] = {}
    for person in persons:
        for account in person.accounts:
            wanted.setdefault(account.tenant_id, []).extend(account.contact_ids)
    names = {tenant_id: _names_in(open_store(tenant_id), ids, by=by, now=now) for tenant_id, ids in sorted(wanted.items())}
    return [
        with_fields(person, accounts=tuple(_named(account, names[account.tenant_id]) for account in person.accounts))
        for person in persons
    ]


def _named(account: SharedAccount, names: Mapping[str, str]) -> SharedAccount:
    return with_fields(account, display_names=tuple(names.get(contact_id) for contact_id in account.contact_ids))


def _names_in(store: TenantStore, contact_ids: Sequence[str], *, by: Caller, now: datetime) -> dict[str, str]:
    settings = store.settings.current()
    shown = [contact for contact in store.contacts.get_many(contact_ids) if _may_see(by, contact)]
    looks = Looks(shown=dict.fromkeys((contact.contact_id for contact in shown), GroupRight.VIEW))
    write_down(store, looks, route=_ROUTE, by=by, now=now)
    return {contact.contact_id: display_name(contact, contact.kind, settings.name_display) for contact in shown}


def _may_see(by: Caller, contact: Contact) -> bool:
    """True unless the contact is erased or above the caller's clearance. Groups are those of the child account, and say nothing here."""
    return contact.erasure is None and (by.super_user or contact.privacy_level <= by.privacy_clearance)
