"""The first step of the fenced send: arming. It makes one worker the only one that may send a communication."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound, RuleBroken
from contactbook.domain.base.jobs import Work
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication, Lease
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.settings_rules.senders import has_sender
from contactbook.services.base.ids import new_id
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.services.sending.handing_over import Armed
from contactbook.services.sending.message_contents import ContentCache, about_of, render_for
from contactbook.services.sending.outcomes import DONE, Progress, save_end
from contactbook.services.sending.run_ledgers import Ledger
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Longer than a sender may run (60 s) and shorter than the visibility timeout of its queue (360 s).
LEASE = timedelta(minutes=5)
_TRIES = 5


def end_expired(ledger: Ledger, found: Communication, now: datetime) -> Progress:
    """Mark a communication whose sender died as `unknown`: it may have been accepted."""
    return save_end(ledger, found, transitions.unknown(found, "lease_expired", now))


def is_due(found: Communication, now: datetime) -> bool:
    """True if it is queued and its time has come."""
    return found.state is CommunicationState.QUEUED and (found.scheduled_for is None or found.scheduled_for <= now)


class Arming:
    """Arms communications for one worker, the owner of their leases."""

    def __init__(
        self, store: TenantStore, ledger: Ledger, decider: Decider, now: datetime, *, list_id: str | None = None
    ) -> None:
        """`list_id` is the list that all of them are sent to, if any."""
        self._store = store
        self._list_id = list_id
        self._ledger = ledger
        self._now = now
        self._owner = new_id("lea", now)
        self._contents = ContentCache(store)
        self._decider = decider
        self._are_settings_fresh = False

    def arm(self, communication: Communication, addressee: Addressee, suppressions: Suppressions) -> Armed | Progress:
        """Claim the communication for this worker.

        Return it armed, or the progress if it must not be sent or another worker has it. Raises ConcurrentUpdate.
        """
        for _ in range(_TRIES):
            ready = self._prepared(communication, addressee, suppressions)
            if not isinstance(ready, Armed):
                # One that is put off is decided again when its time has come.
                current = addressee if ready.is_open else self._confirmed(addressee)
                if current is not addressee:
                    addressee = current
                    continue
                return save_end(self._ledger, communication, ready)
            contact = ready.addressee.contact
            if contact is None:
                return DONE
            checks = self._decider.checks(contact, ready.decision, communication.channel)
            counts = [self._store.marketing_counts.save_of(count, self._now) for count in ready.counts]
            try:
                table.transact([self._store.communications.save_of(ready.communication), *counts, *checks])
            except ConcurrentUpdate:
                found = self._store.communications.find(communication.communication_id)
                if found is not None or not communication.is_planned:
                    progress = self.progress_of(found) if found else DONE
                    if found is None or progress is not None:
                        return progress or DONE
                    communication = found
                wanted = {communication.contact_id: communication.needs_accounts}
                follow_merged = communication.run_id is None
                addressee = self._decider.load(wanted, follow_merged=follow_merged)[communication.contact_id]
                suppressions = self._decider.suppressions([addressee], communication.channel, refresh=True)
                if self._decider.missing:
                    break
            else:
                self._decider.counts.note(ready.counts)
                return ready
        raise ConcurrentUpdate("The contact or its lists change too often; the communication is decided at the next delivery.")

    def progress_of(self, found: Communication) -> Progress | None:
        """Return what is left of a communication that this worker must not arm now; None if it is due.

        One whose sender died becomes `unknown`.
        """
        self._ledger.saw(found)
        if self._ledger.is_foreign(found):
            return DONE
        if transitions.has_expired(found, self._now):
            return end_expired(self._ledger, found, self._now)
        if found.state is CommunicationState.SENDING and found.lease:
            return Progress(Work.LEFT, found.lease.until - self._now)
        return None if is_due(found, self._now) else DONE

    def _confirmed(self, addressee: Addressee) -> Addressee:
        """Return the addressee as it is now, or itself if it has not changed: nobody is refused for what was true before."""
        if addressee.is_current or addressee.contact is None:
            return addressee
        contact = addressee.contact
        current = self._decider.load({contact.contact_id: False})[contact.contact_id]
        is_same = current.contact is not None and current.contact.version == contact.version
        return addressee if is_same else current

    def _prepared(self, communication: Communication, addressee: Addressee, suppressions: Suppressions) -> Armed | Communication:
        """Return the communication ready to be armed, or in the final state that it gets instead, or put off by quiet hours."""
        try:
            notification_type = self._contents.type_of(communication.notification_type_id)
            decision = self._decide(communication, addressee, notification_type, suppressions)
            if not decision.contacted:
                return transitions.skipped(communication, decision, self._now)
            if not self._has_sender(communication.channel):
                return transitions.failed(communication, "sender_not_verified", self._now)
            if decision.put_off_until is not None:
                return transitions.put_off(communication, decision.put_off_until, self._now)
            content = self._contents.content_of(communication)
            about = about_of(notification_type, self._list_id)
            ends = communication.renewal.about if communication.renewal else about
            message = render_for(self._store, communication, content, addressee, decision, ends, now=self._now)
        except NotFound:
            return transitions.failed(communication, "template_or_type_missing", self._now)
        except RuleBroken as error:
            return transitions.failed(communication, error.code, self._now)
        lease = Lease(owner=self._owner, until=self._now + LEASE)
        contact = addressee.contact
        counts = self._decider.counts.counting(contact, notification_type, communication.counted_at) if contact else ()
        armed = transitions.armed(communication, decision, lease, self._now, is_counted=bool(counts))
        return Armed(armed, addressee, decision, message, about, counts)

    def _has_sender(self, channel: Channel) -> bool:
        """True if the tenant has a verified sender (S8.2). Settings from the cache are read again before the first refusal."""
        if has_sender(self._store.settings.current(), channel):
            return True
        if not self._are_settings_fresh:
            self._store.settings.fresh()
            self._are_settings_fresh = True
        return has_sender(self._store.settings.current(), channel)

    def _decide(
        self, communication: Communication, addressee: Addressee, notification_type: NotificationType, suppressions: Suppressions
    ) -> Decision:
        return self._decider.decide_to_send(
            addressee.bound_to(communication.renewal.address) if communication.renewal else addressee,
            channel=communication.channel,
            notification_type=notification_type,
            service=communication.service,
            suppressions=suppressions,
            counted_at=communication.counted_at,
        )
