"""A tenant's KYC definition: the profiles, and the fields that each requires (S2.71-S2.84)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from contactbook.domain.base.values import Count, Flag, Key, Money, Part, require_known
from contactbook.domain.settings.fields import FieldPath


class KycAssign(StrEnum):
    """Which profile is assigned if several qualify (S2.76)."""

    HIGHEST = "highest"
    LOWEST = "lowest"


class KycRight(StrEnum):
    """What a KYC standing can allow (S2.71)."""

    OPEN_ACCOUNT = "open_account"
    BUY_SERVICES = "buy_services"
    BUY_GOODS = "buy_goods"


class KycTerms(Part):
    """What a standing allows, the highest credit limit, and the threshold of a wallet's balance (S2.71, S2.72). None: no bound."""

    may: Annotated[tuple[KycRight, ...], Field(max_length=len(KycRight))] = tuple(KycRight)
    maximum_credit_limit: Money | None = None
    wallet_threshold: Money | None = None


class KycProfile(KycTerms):
    """One profile: its level, whether an agent verifies it, its terms, and the days for which it is valid."""

    profile: Key
    level: Count
    requires_verification: Flag = True
    expires_after_days: Annotated[int, Field(ge=1, le=36_500, strict=True)] | None = None


class KycFieldRule(Part):
    """One field, the profiles that require it, and the document that proves it (S2.78-S2.82, S2.103)."""

    field: FieldPath
    required_for: Annotated[tuple[Key, ...], Field(max_length=50)]
    semi_optional: Flag = False
    attachment_classification: Key | None = None
    requires_renewal: Flag | None = None


class Kyc(Part):
    """The whole definition, with separate rules for persons and companies (S2.77).

    `without_profile`, `refuted` and `expired` are the terms of who has no profile, or has it in that state. Where the definition
    leaves them out, who has no profile may do everything, and a refuted or an expired profile keeps its own terms.
    """

    assign: KycAssign = KycAssign.HIGHEST
    profiles: Annotated[tuple[KycProfile, ...], Field(max_length=50)] = ()
    without_profile: KycTerms | None = None
    refuted: KycTerms | None = None
    expired: KycTerms | None = None
    person_rules: Annotated[tuple[KycFieldRule, ...], Field(max_length=100)] = ()
    company_rules: Annotated[tuple[KycFieldRule, ...], Field(max_length=100)] = ()


class KycDraft(Kyc):
    """A definition that a caller sends by itself, such as for a preview; it refuses unknown fields."""

    @model_validator(mode="after")
    def _has_only_known_fields(self) -> Self:
        require_known(self)
        return self
