"""The life cycle of a contact: customer, prospect or lead (S1.1-S1.8, S2.16-S2.18, S3.5, decision 1)."""

from contactbook.domain.contacts.record import Contact, LifeCycleState, Stage


def life_cycle_state(contact: Contact) -> LifeCycleState:
    """Return financial while the contact has an open account, else marketing (S2.16, S2.17, S3.5)."""
    return LifeCycleState.FINANCIAL if contact.open_accounts else LifeCycleState.MARKETING


def stage(contact: Contact) -> Stage:
    """Return customer, prospect or lead. A prospect never becomes a lead again, even without its opportunities (S1.4-S1.6)."""
    if contact.open_accounts:
        return Stage.CUSTOMER
    return Stage.PROSPECT if contact.had_opportunity else Stage.LEAD


def is_past_customer(contact: Contact) -> bool:
    """True if the contact had an account and has no open one now (S3.5)."""
    return contact.had_account and not contact.open_accounts
