"""The decision: who is contacted, at which address, and why not."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.decision import Decision, decide
from contactbook.domain.decisions.origins import ACCOUNT_LEVEL_ORIGINS, Origin, Service, account_service
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions, contact_target, domain_target, email_target, phone_target
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType, Purpose
from contactbook.domain.refusals.marks import RefusedAddress, Through
from contactbook.domain.settings.sections import Settings
from tests.builders.accounts import an_account
from tests.builders.contacts import CONTACT_ID
from tests.builders.notifications import EMAIL, PHONE, THEN, a_reachable_contact, a_type, permissions

OWN = {"email": "biz@example.com", "phone": "+35722111111"}
NONE = Suppressions()
STOPS = {"direct": SkipReason.DIRECT_MARKETING_OPTED_OUT, "affiliate": SkipReason.AFFILIATE_MARKETING_OPTED_OUT}


def decided(
    contact: Contact | None = None,
    accounts: Any = (),
    *,
    channel: Channel = Channel.EMAIL,
    kind: NotificationType | None = None,
    service: Service | None = None,
    suppressions: Suppressions = NONE,
    **settings: Any,
) -> Decision:
    return decide(
        contact or a_reachable_contact(),
        accounts,
        channel=channel,
        notification_type=kind or a_type(),
        service=service,
        settings=Settings.model_validate(settings),
        suppressions=suppressions,
    )


def suppressed(target: Any, reason: SkipReason = SkipReason.SUPPRESSED) -> Suppressions:
    return Suppressions(reasons={target: reason})


# The 12 cells of S2.54: the type, its own flag, its own switch. A financial type cannot have a switch, so its cells apply the
# flags of both kinds to nothing.
CELLS = list(product(("direct", "affiliate", "financial"), (True, False), (True, False)))


@pytest.mark.feature("S2.46", "S2.51", "S2.52", "S2.54", "S3.4", "S3.21", "S0.6", "S0.7", "S0.9", "S0.10", "S0.11")
@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize(("type_of", "flag", "applies"), CELLS)
def test_only_a_refusal_whose_switch_is_on_stops_and_the_origin_sets_the_level(
    origin: Origin, type_of: str, flag: bool, applies: bool
) -> None:
    if type_of == "financial":
        # A switch is forced on: the purpose alone decides.
        kind = a_type(Purpose.FINANCIAL, direct=applies, affiliate=applies)
        contact = a_reachable_contact(preferences=permissions(direct=flag, affiliate=flag))
    else:
        # The other flag is the opposite and the other switch is on: neither may matter.
        kind = a_type(
            Purpose(f"{type_of}_marketing"),
            direct=applies if type_of == "direct" else True,
            affiliate=applies if type_of == "affiliate" else True,
        )
        contact = a_reachable_contact(
            preferences=permissions(
                direct=flag if type_of == "direct" else not flag, affiliate=flag if type_of == "affiliate" else not flag
            )
        )
    account = an_account(contact_information=OWN)

    decision = decided(
        contact, [account], kind=kind, service=account_service(account) if origin in ACCOUNT_LEVEL_ORIGINS else None
    )

    expected = STOPS[type_of] if type_of != "financial" and applies and not flag else None
    assert (decision.contacted, decision.reason) == (expected is None, expected)
    level = Level.ACCOUNT if origin in ACCOUNT_LEVEL_ORIGINS else Level.CONTACT
    assert decision.address_level is level
    assert decision.address == (OWN["email"] if level is Level.ACCOUNT else EMAIL)


@pytest.mark.feature("S2.53", "S3.21")
def test_allowing_direct_and_refusing_affiliate_marketing_gets_only_direct() -> None:
    contact = a_reachable_contact(preferences=permissions(direct=True, affiliate=False))

    assert decided(contact, kind=a_type(Purpose.DIRECT_MARKETING, direct=True, affiliate=True)).contacted
    affiliate = decided(contact, kind=a_type(Purpose.AFFILIATE_MARKETING, direct=True, affiliate=True))
    assert affiliate.reason is SkipReason.AFFILIATE_MARKETING_OPTED_OUT


@pytest.mark.feature("S2.47", "S3.11")
@pytest.mark.parametrize(
    ("direct", "affiliate", "reason"),
    [
        (False, False, None),
        (True, False, SkipReason.DIRECT_MARKETING_OPTED_OUT),
        (False, True, SkipReason.AFFILIATE_MARKETING_OPTED_OUT),
    ],
)
def test_customer_care_is_always_sent_unless_a_switch_makes_it_follow_a_flag(
    direct: bool, affiliate: bool, reason: SkipReason | None
) -> None:
    contact = a_reachable_contact(preferences=permissions(direct=False, affiliate=False))

    assert decided(contact, kind=a_type(Purpose.CUSTOMER_CARE, direct=direct, affiliate=affiliate)).reason is reason


@pytest.mark.feature("S0.8")
@pytest.mark.parametrize("origin", [Origin.CONTACT_REPORT, Origin.PROFILE])
def test_contact_level_uses_all_three_items_of_the_profile_and_none_of_an_account(origin: Origin) -> None:
    account = an_account(contact_information={**OWN, "mailing_address": {"line_1": "9 Other St", "country": "CY"}})

    decision = decided(
        a_reachable_contact(), [account], service=account_service(account) if origin in ACCOUNT_LEVEL_ORIGINS else None
    )

    assert decision.levels == {"email": Level.CONTACT, "phone": Level.CONTACT, "mailing_address": Level.CONTACT}
    assert decision.account_id is None


@pytest.mark.feature("S0.12", "S0.25")
def test_each_item_falls_back_on_its_own() -> None:
    account = an_account(contact_information={"email": OWN["email"]})

    decision = decided(a_reachable_contact(), [account], service=Service(account_id="acc_1"))

    assert decision.levels == {"email": Level.ACCOUNT, "phone": Level.CONTACT, "mailing_address": Level.CONTACT}


@pytest.mark.feature("S0.23", "S0.24", "S0.26", "S0.27")
def test_clearing_the_service_of_an_item_changes_its_level() -> None:
    account = an_account(contact_information=OWN)

    assert decided(a_reachable_contact(), [account], service=Service(account_id="acc_1")).address == OWN["email"]
    assert decided(a_reachable_contact(), [account], service=None).address == EMAIL


@pytest.mark.feature("S0.25")
@pytest.mark.parametrize("named", ["priority-checking", "checking"])
def test_a_product_or_a_product_group_finds_the_account(named: str) -> None:
    account = an_account(service="priority-checking", service_group="checking", contact_information=OWN)

    decision = decided(a_reachable_contact(), [account], service=Service(service=named))

    assert (decision.address, decision.account_id) == (OWN["email"], "acc_1")


@pytest.mark.feature("S0.16")
@pytest.mark.parametrize(
    ("channel", "without"), [(Channel.EMAIL, "emails"), (Channel.SMS, "phones"), (Channel.PRINT, "addresses")]
)
def test_an_address_that_neither_level_has_gives_a_reason(channel: Channel, without: str) -> None:
    decision = decided(a_reachable_contact(**{without: []}), [an_account()], channel=channel, service=Service(account_id="acc_1"))

    assert (decision.contacted, decision.reason, decision.address) == (False, SkipReason.NO_ADDRESS, None)


@pytest.mark.feature("S0.28")
def test_deciding_twice_gives_the_same_and_changes_nothing() -> None:
    contact, account = a_reachable_contact(), an_account(contact_information=OWN)
    before = contact.model_dump_json(), account.model_dump_json()

    first = decided(contact, [account], service=Service(account_id="acc_1"))
    second = decided(contact, [account], service=Service(account_id="acc_1"))

    assert first == second
    assert (contact.model_dump_json(), account.model_dump_json()) == before


@pytest.mark.feature("S0.16", "S3.21")
def test_a_missing_contact_is_deleted_or_merged() -> None:
    def gone(absence: SkipReason) -> Decision:
        return decide(
            None, (), channel=Channel.EMAIL, notification_type=a_type(), service=None, settings=Settings(), suppressions=NONE,
            absence=absence,
        )  # fmt: skip

    assert gone(SkipReason.DELETED).reason is SkipReason.DELETED
    assert gone(SkipReason.MERGED).reason is SkipReason.MERGED


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
@pytest.mark.parametrize("behaviour", ["none", "anonymize"])
def test_a_contact_without_functionality_gets_not_even_a_bill(state: str, behaviour: str) -> None:
    decision = decided(a_reachable_contact(consent={"state": state}), consent={state: behaviour})

    assert (decision.reason, decision.address) == (SkipReason.NOT_FUNCTIONAL, None)


def test_a_tenant_can_require_accepted_consent_for_marketing() -> None:
    kind = a_type(Purpose.DIRECT_MARKETING, direct=True)
    strict = {"marketing_requires_accepted": True}

    assert decided(kind=kind, consent=strict).reason is SkipReason.CONSENT_REQUIRED
    assert decided(a_reachable_contact(consent={"state": "accepted"}), kind=kind, consent=strict).contacted
    assert decided(consent=strict).contacted, "a bill is no marketing"


def test_a_contact_that_is_being_asked_again_gets_no_marketing() -> None:
    contact = a_reachable_contact(consent={"state": "pending", "answer_required": True})

    assert decided(contact, kind=a_type(Purpose.DIRECT_MARKETING)).reason is SkipReason.CONSENT_REQUIRED


@pytest.mark.parametrize("target", [contact_target(CONTACT_ID), email_target("ELENI@example.com"), domain_target("@Example.com")])
def test_a_suppressed_contact_address_or_domain_is_not_contacted(target: Any) -> None:
    assert decided(suppressions=suppressed(target)).reason is SkipReason.SUPPRESSED


def test_a_suppressed_email_does_not_stop_a_text_message() -> None:
    assert decided(suppressions=suppressed(email_target(EMAIL)), channel=Channel.SMS).contacted


@pytest.mark.feature("S0.15")
@pytest.mark.parametrize(
    ("channel", "target", "other"),
    [(Channel.EMAIL, email_target(OWN["email"]), EMAIL), (Channel.SMS, phone_target(OWN["phone"]), PHONE)],
)
def test_a_bounced_account_address_is_replaced_by_the_contacts(channel: Channel, target: Any, other: str) -> None:
    account = an_account(contact_information=OWN)
    bounced = suppressed(target, SkipReason.BOUNCED)

    decision = decided(
        a_reachable_contact(), [account], channel=channel, service=Service(account_id="acc_1"), suppressions=bounced
    )

    assert (decision.address, decision.address_level) == (other, Level.CONTACT)


@pytest.mark.feature("S0.15")
def test_the_reason_is_bounced_if_every_address_bounced() -> None:
    decision = decided(suppressions=suppressed(email_target(EMAIL), SkipReason.BOUNCED))

    assert (decision.contacted, decision.reason) == (False, SkipReason.BOUNCED)


@pytest.mark.feature("S2.46")
def test_a_complaint_stops_all_but_bills() -> None:
    mark = RefusedAddress(address="hash", through=Through.COMPLAINT, scopes=("direct_marketing",), said_at=THEN)
    complained = Suppressions(refused={EMAIL: (mark,)})

    assert decided(suppressions=complained).contacted
    assert decided(kind=a_type(Purpose.CUSTOMER_CARE), suppressions=complained).reason is SkipReason.COMPLAINED


# Each check of decision 2 with what makes it fail; the first that fails gives the reason.
GATES: list[tuple[SkipReason, dict[str, Any]]] = [
    (SkipReason.ANONYMIZED, {"erasure": "anonymized"}),
    (SkipReason.NOT_FUNCTIONAL, {"consent": {"state": "withdrawn"}}),
    (SkipReason.NO_ADDRESS, {"emails": []}),
    (SkipReason.DIRECT_MARKETING_OPTED_OUT, {"preferences": permissions(direct=False, affiliate=True)}),
    (SkipReason.CONSENT_REQUIRED, {}),
    (SkipReason.SUPPRESSED, {}),
]


@pytest.mark.feature("S3.21")
@given(closed=st.sets(st.sampled_from(range(len(GATES)))))
def test_the_first_failing_check_gives_the_reason(closed: set[int]) -> None:
    fields: dict[str, Any] = {"consent": {"state": "accepted"}}
    for gate in sorted(closed):
        fields |= GATES[gate][1]
    # A withdrawn contact has not accepted either, but that check comes first.
    if 4 in closed and 1 not in closed:
        fields["consent"] = {"state": "pending"}

    decision = decided(
        a_reachable_contact(**fields),
        kind=a_type(Purpose.DIRECT_MARKETING, direct=True),
        suppressions=suppressed(contact_target(CONTACT_ID)) if 5 in closed else NONE,
        consent={"withdrawn": "none", "marketing_requires_accepted": True},
    )

    assert decision.reason is (GATES[min(closed)][0] if closed else None)
    assert decision.contacted is not bool(closed)


@pytest.mark.feature("S0.15", "S0.16")
def test_an_unusable_address_says_why() -> None:
    unsendable = a_reachable_contact(emails=[{"address": "ελένη@example.com", "primary": True}])
    assert decided(unsendable).reason is SkipReason.UNSENDABLE_ADDRESS
    landline = a_reachable_contact(phones=[{"number": "+35722111111", "primary": True}])
    assert decided(landline, channel=Channel.SMS).reason is SkipReason.NO_ADDRESS
    bounced = suppressed(phone_target(PHONE), SkipReason.BOUNCED)
    assert decided(channel=Channel.SMS, suppressions=bounced).reason is SkipReason.BOUNCED
    # Its only address is an account's, which bounced.
    lost = an_account(contact_information={"phone": PHONE})
    texted = decided(
        a_reachable_contact(phones=[]), [lost], channel=Channel.SMS, service=Service(account_id="acc_1"), suppressions=bounced
    )
    assert (texted.contacted, texted.address) == (False, None)
    account = an_account(contact_information={"email": OWN["email"]})
    gone = suppressed(email_target(OWN["email"]), SkipReason.BOUNCED)
    nowhere = a_reachable_contact(emails=[])
    assert decided(nowhere, [account], service=Service(account_id="acc_1"), suppressions=gone).reason is SkipReason.BOUNCED


def test_the_language_is_the_contacts_else_the_tenants() -> None:
    tenants = {"default_language": "el"}
    assert decided(localization=tenants).language == "el"
    assert decided(a_reachable_contact(language="ar"), localization=tenants).language == "ar"
