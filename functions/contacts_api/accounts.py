"""Routes of accounts, their transactions, and the contact information that messages use."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.accounts.accounts import AccountChanges, AccountView, NewAccountDraft
from contactbook.domain.accounts.transactions import Transaction, TransactionDraft
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.decisions.contact_information import InformationView, Level
from contactbook.services.accounts import accounts, transactions

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.ACCOUNTS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.ACCOUNTS_WRITE))]
InformationReader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]


@router.post("/v1/contacts/<contact_id>/accounts", status_code=201, tags=["Accounts"])
def open_account(contact_id: str, draft: NewAccountDraft, caller: Writer, store: Store, now: Now) -> AccountView:
    """Open an account; the first one makes the contact a customer."""
    return accounts.open_account(store, contact_id, draft, by=caller, now=now)


@router.get("/v1/contacts/<contact_id>/accounts", tags=["Accounts"])
def list_accounts(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[AccountView]:
    """List a contact's accounts, oldest first."""
    found = accounts.list_accounts(store, contact_id, by=caller)
    return pages.part(found, limit=limit, cursor=cursor, id_of=lambda one: one.account_id)


@router.get("/v1/accounts/<account_id>", tags=["Accounts"])
def read_account(account_id: str, caller: Reader, store: Store) -> AccountView:
    """Read an account."""
    return accounts.read_account(store, account_id, by=caller)


@router.patch("/v1/accounts/<account_id>", tags=["Accounts"])
def change_account(
    account_id: str, changes: AccountChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> AccountView:
    """Change an account by merge-patch; `{"state": "closed"}` closes it."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return accounts.change_account(store, account_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/accounts/<account_id>", status_code=204, tags=["Accounts"])
def delete_account(account_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete an account that was opened by mistake and never used; another one can only be closed."""
    accounts.delete_account(store, account_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/accounts/<account_id>/transactions", status_code=201, tags=["Accounts"])
def post_transaction(account_id: str, draft: TransactionDraft, caller: Writer, store: Store, now: Now) -> Transaction:
    """Post a transaction; with an anonymized owner it is on the suspense account and `suspense` is true."""
    return transactions.post_transaction(store, account_id, draft, by=caller, now=now)


@router.get("/v1/accounts/<account_id>/transactions", tags=["Accounts"])
def list_transactions(
    account_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Transaction]:
    """List an account's transactions, newest first."""
    found, after = transactions.page_of_transactions(store, account_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get("/v1/suspense-account/transactions", tags=["Accounts"])
def list_suspense_transactions(
    _: Writer, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Transaction]:
    """List the transactions of anonymized owners, newest first."""
    found, after = store.transactions.page_of_suspense(limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get("/v1/contacts/<contact_id>/contact-information", tags=["Accounts"])
def read_contact_information(
    contact_id: str,
    caller: InformationReader,
    store: Store,
    level: Annotated[Level | None, Query(description="`contact` ignores the accounts.")] = None,
    account_id: Annotated[str | None, Query(max_length=64)] = None,
    service: Annotated[str | None, Query(max_length=100, description="A product or a service group.")] = None,
) -> InformationView:
    """Read the email, phone and address that messages use, each with the level that it comes from."""
    return accounts.read_contact_information(store, contact_id, level=level, account_id=account_id, service=service, by=caller)
