"""Post transactions to accounts, each external id once (S2.132, S2.135)."""

from datetime import datetime

from contactbook.domain.accounts.transactions import Transaction, TransactionDraft, posted_again
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import clearable_contact, editable_contact, visible_contact
from contactbook.services.changes.children import details_of, found_by_own_id, stated_fields
from contactbook.services.changes.commit import ContactChange, commit_change, commit_writes
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def post_transaction(store: TenantStore, account_id: str, draft: TransactionDraft, *, by: Caller, now: datetime) -> Transaction:
    """Post a transaction to an account, or to the suspense account if the owner is anonymized (S2.132).

    Posting the same external id again returns the stored transaction, marked as billed if it is billed now.
    Raises RuleBroken `transaction_differs` if the amount, currency or time differs; NotFound.
    """
    with found_by_own_id("account"):
        contact_id = store.accounts.contact_of(account_id)
        contact = visible_contact(store, contact_id, by=by, right=GroupRight.EDIT)
    known = store.transactions.find_external(account_id, draft.external_id)
    if contact.erasure:
        return _posted_to_suspense(store, account_id, draft, known, by=by, now=now)
    # An item that blocks a pending anonymization can be billed, although nothing else can happen (S2.140).
    open_contact = clearable_contact if known else editable_contact
    contact = open_contact(store, contact_id, by=by)
    transaction = posted_again(known, draft) if known else _new_transaction(account_id, draft, by, now)
    if transaction == known:
        return transaction
    # Saved on the contact's version: a concurrent anonymization either sees the unbilled transaction or loses the race.
    change = ContactChange(
        before=contact,
        after=contact,
        action="account.transaction_billed" if known else "account.transaction_posted",
        subject=account_id,
        details=details_of("transaction", known, transaction),
        writes=store.transactions.billed_writes(transaction, replacing=known.version)
        if known
        else store.transactions.add_writes(transaction),
    )
    commit_change(store, change, by=by, now=now)
    return transaction


def page_of_transactions(
    store: TenantStore, account_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Transaction], After | None]:
    """Return transactions of an account, newest first: one query. Raises NotFound."""
    with found_by_own_id("account"):
        visible_contact(store, store.accounts.contact_of(account_id), by=by)
    return store.transactions.page(account_id, limit=limit, after=after)


def _posted_to_suspense(
    store: TenantStore, account_id: str, draft: TransactionDraft, known: Transaction | None, *, by: Caller, now: datetime
) -> Transaction:
    known = known or store.transactions.find_external(account_id, draft.external_id, suspense=True)
    if known is None:
        transaction = with_fields(_new_transaction(account_id, draft, by, now), suspense=True)
        commit_writes(store, store.transactions.add_writes(transaction), by=by)
        return transaction
    transaction = posted_again(known, draft)
    if transaction != known:
        commit_writes(store, store.transactions.billed_writes(transaction, replacing=known.version), by=by)
    return transaction


def _new_transaction(account_id: str, draft: TransactionDraft, by: Caller, now: datetime) -> Transaction:
    return Transaction.model_validate(
        stated_fields(draft, TransactionDraft)
        | {"transaction_id": new_id("txn", now), "account_id": account_id, "posted_at": now, "posted_by": by.actor.model_dump()}
    )
