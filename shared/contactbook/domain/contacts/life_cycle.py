"""Where a contact stands: customer, prospect or lead (S1.1-S1.8, S2.16-S2.18, S3.5, decision 1)."""

from contactbook.domain.contacts.record import Contact, LifeCycleState, Stage


def life_cycle_state(contact: Contact) -> LifeCycleState:
    """Financial while the contact has an open account, else marketing (S2.16, S2.17, S3.5)."""
    return LifeCycleState.FINANCIAL if contact.open_accounts else LifeCycleState.MARKETING


def stage(contact: Contact) -> Stage:
    """Customer, prospect or lead. A prospect never falls back to lead, whatever happens to its opportunities (S1.4-S1.6)."""
    if contact.open_accounts:
        return Stage.CUSTOMER
    return Stage.PROSPECT if contact.had_opportunity else Stage.LEAD


def is_past_customer(contact: Contact) -> bool:
    """Whether the contact once had an account and has none open now (S3.5)."""
    return contact.had_account and not contact.open_accounts
