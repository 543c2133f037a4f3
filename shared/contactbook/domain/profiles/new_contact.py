"""A contact that a caller sends, with what it begins with: a first opportunity, accounts, a KYC profile."""

from typing import Annotated

from pydantic import Field

from contactbook.domain.accounts.accounts import AccountDraft
from contactbook.domain.base.values import Key
from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.opportunities.opportunities import OpportunityDraft

# Accounts that one call opens; each takes three writes of the transaction.
_MOST_ACCOUNTS = 20


class NewContactDraft(ContactDraft):
    """A contact that a caller sends.

    With a first `opportunity` it starts as a prospect (S1.9), with `accounts` as a customer. `kyc_profile` is the profile that a user
    picked for the customer (S2.73); without it the settings decide.
    """

    opportunity: OpportunityDraft | None = None
    accounts: Annotated[tuple[AccountDraft, ...], Field(max_length=_MOST_ACCOUNTS)] = ()
    kyc_profile: Key | None = None
