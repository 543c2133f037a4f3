"""What the top account sees of a shared person and of a run's change, with names where its settings say so (S4.29)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.profiles.shown_names import name_shown_to
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.sync.primary_election import AccountCandidate, Criterion
from contactbook.domain.sync.runs import SyncChange
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import Looks, write_down
from contactbook.storage.tenant_store import TenantStore

_ROUTE = "GET /v1/tenant-group/shared-contacts"
_ROUTE_OF_CHANGES = "GET /v1/tenant-group/sync-runs/<sync_run_id>/changes"


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


class SyncChangeView(SyncChange):
    """What a run changed in one contact, as callers see it."""

    # What the contact is called now: in a child account if the settings say `show_names`, in the top account to who may read it.
    display_name: str | None = None


def change_views(
    top: TenantStore, changes: Sequence[SyncChange], *, show_names: bool, by: Caller, now: datetime
) -> list[SyncChangeView]:
    """Return the changes with what each contact is called, and write down in each child account who looked.

    Costs one batch read for each account, and one write for each child account.
    """
    wanted: dict[str, list[str]] = {}
    for change in changes:
        if change.contact_id and (show_names or change.tenant_id == top.tenant_id):
            wanted.setdefault(change.tenant_id, []).append(change.contact_id)
    names: dict[str, str] = {}
    for tenant_id, ids in sorted(wanted.items()):
        if tenant_id == top.tenant_id:
            # That the caller looked at contacts of its own account is noted with the request.
            names |= _own_names(top, ids, by=by)
        else:
            names |= _names_in(open_store(tenant_id), ids, route=_ROUTE_OF_CHANGES, by=by, now=now)
    return [SyncChangeView(**change.model_dump(), display_name=names.get(change.contact_id or "")) for change in changes]


def _own_names(top: TenantStore, contact_ids: Sequence[str], *, by: Caller) -> dict[str, str]:
    settings = top.settings.current()
    found = {one.contact_id: name_shown_to(by, one, settings) for one in top.contacts.get_many(contact_ids)}
    return {contact_id: name for contact_id, name in found.items() if name}


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
    names = {
        tenant_id: _names_in(open_store(tenant_id), ids, route=_ROUTE, by=by, now=now)
        for tenant_id, ids in sorted(wanted.items())
    }
    return [
        with_fields(person, accounts=tuple(_named(account, names[account.tenant_id]) for account in person.accounts))
        for person in persons
    ]


def _named(account: SharedAccount, names: Mapping[str, str]) -> SharedAccount:
    return with_fields(account, display_names=tuple(names.get(contact_id) for contact_id in account.contact_ids))


def _names_in(store: TenantStore, contact_ids: Sequence[str], *, route: str, by: Caller, now: datetime) -> dict[str, str]:
    settings = store.settings.current()
    shown = [contact for contact in store.contacts.get_many(contact_ids) if _may_see(by, contact)]
    looks = Looks(shown=dict.fromkeys((contact.contact_id for contact in shown), GroupRight.VIEW))
    write_down(store, looks, route=route, by=by, now=now)
    return {contact.contact_id: display_name(contact, contact.kind, settings.name_display) for contact in shown}


def _may_see(by: Caller, contact: Contact) -> bool:
    """True unless the contact is erased or above the caller's clearance. Groups are those of the child account, and say nothing here."""
    return contact.erasure is None and (by.super_user or contact.privacy_level <= by.privacy_clearance)
