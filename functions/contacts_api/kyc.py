"""Routes of a contact's KYC profile."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Draft, Key, Text
from contactbook.domain.kyc.terms import KycAllowances
from contactbook.services.changes.history import HistoryView, page_of_kyc_history
from contactbook.services.kyc import profiles
from contactbook.services.kyc.profiles import KycDetails

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.KYC_VERIFY, portal=True))]
Agent = Annotated[Caller, Depends(needs(Scope.KYC_VERIFY))]


class ProfileChoice(Draft):
    """The profile that a user picked, and the reason."""

    profile: Key
    reason: Text | None = None


class Judgement(Draft):
    """Why an agent verified or refuted. With `profile`, only that profile is: 409 `other_profile` if the contact has another one by now."""

    profile: Key | None = None
    reason: Text | None = None


@router.get("/v1/contacts/<contact_id>/kyc", tags=["KYC"])
def read_kyc(contact_id: str, caller: Reader, store: Store, now: Now) -> KycDetails:
    """Read a contact's KYC profile and what it still needs."""
    return profiles.read_kyc(store, contact_id, by=caller, now=now)


@router.get("/v1/contacts/<contact_id>/kyc/allowances", tags=["KYC"])
def read_allowances(contact_id: str, caller: Reader, store: Store, now: Now) -> KycAllowances:
    """Read what a contact's KYC standing allows, the highest credit limit, and the threshold of its wallet."""
    return profiles.read_allowances(store, contact_id, by=caller, now=now)


@router.get("/v1/contacts/<contact_id>/kyc/history", tags=["KYC"])
def read_kyc_history(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[HistoryView]:
    """List every transition of a contact's KYC profile, newest first."""
    return pages.page(*page_of_kyc_history(store, contact_id, by=caller, limit=limit, after=pages.after(cursor)))


@router.post("/v1/contacts/<contact_id>/kyc/assign", tags=["KYC"])
def assign_profile(
    contact_id: str, choice: ProfileChoice, caller: Agent, store: Store, now: Now, if_match: IfMatch
) -> KycDetails:
    """Assign the profile that a user picked."""
    return profiles.assign_profile(store, contact_id, choice.profile, choice.reason, by=caller, now=now, if_match=if_match)


@router.post("/v1/contacts/<contact_id>/kyc/verify", tags=["KYC"])
def verify_profile(
    contact_id: str, caller: Agent, store: Store, now: Now, if_match: IfMatch, judgement: Judgement | None = None
) -> KycDetails:
    """Verify what the customer provided."""
    said = judgement or Judgement()
    return profiles.verify_profile(store, contact_id, said.reason, by=caller, now=now, if_match=if_match, profile=said.profile)


@router.post("/v1/contacts/<contact_id>/kyc/refute", tags=["KYC"])
def refute_profile(
    contact_id: str, caller: Agent, store: Store, now: Now, if_match: IfMatch, judgement: Judgement | None = None
) -> KycDetails:
    """Refute what the customer provided."""
    said = judgement or Judgement()
    return profiles.refute_profile(store, contact_id, said.reason, by=caller, now=now, if_match=if_match, profile=said.profile)


@router.post("/v1/contacts/<contact_id>/kyc/change", tags=["KYC"])
def change_profile(
    contact_id: str, choice: ProfileChoice, caller: Agent, store: Store, now: Now, if_match: IfMatch
) -> KycDetails:
    """Change a contact to another profile."""
    return profiles.change_profile(store, contact_id, choice.profile, choice.reason, by=caller, now=now, if_match=if_match)
