"""The changes that one row makes to a contact, each with its own audit entry, in one write of the contact."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.accounts.accounts import MAXIMUM_ACCOUNTS, Account, AccountDraft, after_account, checked_account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import Standing, behaviour_of, check_transition, combine, standing_of
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent
from contactbook.domain.kyc.profiles import require_credit_limit_allowed
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.changes.children import details_of
from contactbook.services.changes.commit import ContactChange, writes_of
from contactbook.services.consent.answers import consent_change
from contactbook.services.imports.row_errors import errors_below
from contactbook.storage.base.rows import Write
from contactbook.storage.imports.folded_writes import FoldedWrites
from contactbook.storage.tenant_store import TenantStore

# The channel that consent and preferences record.
THROUGH = "import"


class RowSteps:
    """The changes of one contact so far, and the contact after them. `contact` is None until the first one creates it."""

    def __init__(self, store: TenantStore, contact: Contact | None, *, by: Caller, now: datetime) -> None:
        self._store = store
        self._by = by
        self._now = now
        self._writes = FoldedWrites()
        self._contact = contact

    @property
    def contact(self) -> Contact:
        """The contact after the changes so far."""
        if self._contact is None:
            raise ValueError("the first change creates the contact")
        return self._contact

    @property
    def writes(self) -> tuple[Write, ...]:
        """The writes of all changes, one per item."""
        return self._writes.all()

    def add(self, change: ContactChange) -> None:
        """Add one change."""
        self._contact, writes = writes_of(self._store, change, by=self._by, now=self._now)
        self._writes.add(writes)

    def add_consent(self, state: ConsentState) -> None:
        """Add the consent that the row states, as far as the stored consent lets it count. Raises RuleBroken (S2.111)."""
        contact, settings = self.contact, self._store.settings.current().consent
        stated = ContactConsent(state=state, updated_at=self._now, updated_by=self._by.actor)
        combined = combine([standing_of(contact), Standing(consent=stated)], settings=settings).consent
        if combined.state is contact.consent.state:
            return
        check_transition(contact.consent.state, combined.state)
        pending = behaviour_of(combined.state, settings) is Behaviour.ANONYMIZE
        after = with_fields(contact, consent=combined, anonymization_pending=pending)
        self.add(consent_change(self._store, contact, after, by=self._by, now=self._now, through=THROUGH))

    def add_accounts(self, drafts: Sequence[AccountDraft], held: Sequence[Account]) -> None:
        """Add the accounts that the contact does not hold yet. They take nothing from the contact (S0.5). Raises RuleBroken."""
        settings = self._store.settings.current()
        names = {(fold(account.name), account.service) for account in held}
        for place, draft in enumerate(drafts):
            if (fold(draft.name), draft.service) in names:
                continue
            if len(names) >= MAXIMUM_ACCOUNTS:
                raise RuleBroken(f"A contact has at most {MAXIMUM_ACCOUNTS} accounts.", code="too_many_accounts")
            names.add((fold(draft.name), draft.service))
            with errors_below(f"/accounts/{place}"):
                self._add_account(checked_account(draft, settings), settings)

    def _add_account(self, fields: dict[str, object], settings: Settings) -> None:
        contact, now = self.contact, self._now
        account = Account.model_validate(
            fields | {"account_id": new_id("acc", now), "contact_id": contact.contact_id, "created_at": now, "updated_at": now}
        )
        require_credit_limit_allowed(contact, settings.kyc, account.credit_limit)
        self.add(
            ContactChange(
                before=contact,
                after=after_account(contact, None, account),
                action="account.created",
                subject=account.account_id,
                details=details_of("account", None, account),
                writes=self._store.accounts.add_writes(contact.contact_id, account.account_id, account),
            )
        )
