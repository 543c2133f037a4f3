"""The changes that one row makes to a contact, each with its own audit entry, in one write of the contact."""

from collections.abc import Sequence

from contactbook.domain.accounts.accounts import (
    MAXIMUM_ACCOUNTS,
    Account,
    AccountDraft,
    AccountFields,
    checked_account,
    is_same_account,
)
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import Standing, behaviour_of, check_transition, combine, standing_of
from contactbook.domain.contacts.record import ConsentState, ContactConsent
from contactbook.domain.opportunities.opportunities import Opportunity, OpportunityDraft, with_opportunity
from contactbook.domain.settings.permissions import Behaviour
from contactbook.services.base.ids import new_id
from contactbook.services.changes.account_opening import account_opening
from contactbook.services.changes.children import details_of
from contactbook.services.changes.commit import ContactChange
from contactbook.services.changes.steps import ContactSteps
from contactbook.services.consent.answers import consent_change
from contactbook.services.imports.row_errors import errors_below
from contactbook.services.opportunities.opportunities import new_opportunity

# The channel that consent and preferences record.
THROUGH = "import"


class RowSteps(ContactSteps):
    """The changes of one row's contact."""

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

    def add_opportunity(self, draft: OpportunityDraft, held: Sequence[Opportunity] = ()) -> None:
        """Add the opportunity of the row, which makes a prospect for good (S1.3, S1.5). One of the same name is there already."""
        if any(fold(one.name) == fold(draft.name) for one in held):
            return
        contact = self.contact
        with errors_below("/opportunity"):
            opportunity = new_opportunity(contact.contact_id, draft, self._store.settings.current(), self._now)
        self.add(
            ContactChange(
                before=contact,
                after=with_opportunity(contact),
                action="opportunity.added",
                subject=opportunity.opportunity_id,
                details=details_of("opportunity", None, opportunity),
                writes=self._store.opportunities.add_writes(contact.contact_id, opportunity.opportunity_id, opportunity),
            )
        )

    def add_accounts(self, drafts: Sequence[AccountDraft], held: Sequence[Account]) -> None:
        """Add the accounts that the contact does not hold yet. They take nothing from the contact (S0.5). Raises RuleBroken."""
        settings = self._store.settings.current()
        known: list[AccountFields] = [*held]
        for place, draft in enumerate(drafts):
            if any(is_same_account(one, draft) for one in known):
                continue
            if len(known) >= MAXIMUM_ACCOUNTS:
                raise RuleBroken(
                    f"A contact has at most {MAXIMUM_ACCOUNTS} accounts. Leave the others out.", code="too_many_accounts"
                )
            known.append(draft)
            with errors_below(f"/accounts/{place}"):
                fields, account_id = checked_account(draft, settings), new_id("acc", self._now)
                _, opened = account_opening(self._store, self.contact, account_id, fields, now=self._now)
                self.add(opened)
