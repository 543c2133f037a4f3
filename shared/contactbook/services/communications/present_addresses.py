"""Shows of queued communications the address and level that would be used now (S0.23, S0.28): a read that changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communication_views import CommunicationView, communication_view
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.transitions import with_present_address
from contactbook.domain.notification_types.notification_types import NotificationType, own_type
from contactbook.services.decisions.deciding import Decider
from contactbook.storage.tenant_store import TenantStore


def present_views(store: TenantStore, found: Sequence[Communication], *, now: datetime) -> list[CommunicationView]:
    """Return communications as callers see them, a queued one with the address and level that would be used now.

    Reads nothing without a queued one. With some, it reads what decides about all of them once.
    """
    queued = [one for one in found if one.state is CommunicationState.QUEUED]
    present = _with_addresses(store, queued, now) if queued else {}
    return [communication_view(present.get(one.communication_id, one)) for one in found]


def present_services(store: TenantStore, found: Sequence[Communication], *, now: datetime) -> dict[str, Communication]:
    """Return by id those queued communications whose Service means any account, with that of the account that would be used now.

    Reads nothing without one, and else as `present_views`.
    """
    waiting = [one for one in found if one.state is CommunicationState.QUEUED and one.service and one.service.is_any]
    return _with_addresses(store, waiting, now) if waiting else {}


def _with_addresses(store: TenantStore, queued: Sequence[Communication], now: datetime) -> dict[str, Communication]:
    """Return the queued communications by id with their addresses. Whom a run leaves out does not change which address it is."""
    decider = Decider(store, now=now)
    wanted: dict[str, bool] = {}
    for one in queued:
        wanted[one.contact_id] = wanted.get(one.contact_id, False) or one.needs_accounts
    addressees = decider.load(wanted, follow_merged=True)
    channels = {one.channel for one in queued}
    suppressions = {channel: decider.suppressions(list(addressees.values()), channel) for channel in channels}
    types = _types_of(store, queued)
    present: dict[str, Communication] = {}
    for one in queued:
        addressee = addressees[one.contact_id]
        if one.notification_type_id not in types or addressee.contact is None:
            continue
        if one.run_id is not None and addressee.contact.contact_id != one.contact_id:
            # A run does not write to the contact that its recipient was merged into.
            continue
        decision = decider.decide(
            addressee.bound_to(one.renewal.address) if one.renewal else addressee,
            channel=one.channel,
            notification_type=types[one.notification_type_id],
            service=one.service,
            suppressions=suppressions[one.channel],
        )
        present[one.communication_id] = with_present_address(one, decision)
    return present


def _types_of(store: TenantStore, queued: Sequence[Communication]) -> dict[str, NotificationType]:
    ids = list(dict.fromkeys(one.notification_type_id for one in queued))
    own = {type_id: found for type_id in ids if (found := own_type(type_id)) is not None}
    stored = store.notification_types.get_many([type_id for type_id in ids if type_id not in own])
    return own | {found.notification_type_id: found for found in stored}
