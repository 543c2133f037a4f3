"""What a person refused itself stops a message whose type applies no preference; what a user set does not (S2.52, S5.3, S5.6)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.refusals.marks import RefusedAddress
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import CONTACT_ID, NOW
from tests.builders.notifications import EMAIL, PHONE, THEN, a_reachable_contact, a_type

DIRECT, AFFILIATE = SkipReason.DIRECT_MARKETING_OPTED_OUT, SkipReason.AFFILIATE_MARKETING_OPTED_OUT
ASKED = {"asked": True, "changed_at": THEN}
BY_USER = {**ASKED, "value": False, "changed_by": {"type": "user", "id": "user-1"}, "changed_through": "api"}
BY_PERSON = {**ASKED, "value": False, "changed_by": {"type": "link", "id": CONTACT_ID}, "changed_through": "one_click"}
BY_COMPLAINT = {**ASKED, "value": False, "changed_by": {"type": "job", "id": "feedback"}, "changed_through": "complaint"}
CONFIRMED_DEFAULT = {"asked": True, "value": False, "refused_at": THEN, "refused_through": "portal"}
YES = {**ASKED, "value": True, "changed_by": {"type": "user", "id": "user-1"}}
OWN_YES = {**YES, "changed_at": NOW, "changed_by": {"type": "contact", "id": CONTACT_ID}}
TOLD_YES = {**YES, "changed_at": NOW, "evidence_at": NOW}


def reason(
    said: dict[str, Any],
    purpose: Purpose = Purpose.DIRECT_MARKETING,
    *,
    applies: bool = False,
    channel: Channel = Channel.EMAIL,
    refused: tuple[RefusedAddress, ...] = (),
    state: str = "pending",
    **settings: Any,
) -> SkipReason | None:
    return decide(
        a_reachable_contact(preferences=said, consent={"state": state}),
        (),
        channel=channel,
        notification_type=a_type(purpose, direct=applies, affiliate=applies),
        service=None,
        settings=Settings.model_validate(settings),
        suppressions=Suppressions(refused={EMAIL: refused}),
    ).reason


@pytest.mark.feature("S2.52", "S5.3")
@pytest.mark.parametrize(
    ("said", "stops"), [(BY_USER, False), (BY_PERSON, True), (BY_COMPLAINT, True), (CONFIRMED_DEFAULT, True)]
)
def test_a_type_that_applies_no_preference_passes_over_a_users_no_and_not_over_the_persons(said: Any, stops: bool) -> None:
    for purpose, flag, named in (
        (Purpose.DIRECT_MARKETING, "direct_marketing", DIRECT),
        (Purpose.AFFILIATE_MARKETING, "affiliate_marketing", AFFILIATE),
    ):
        assert reason({flag: said}, purpose) is (named if stops else None)
        assert reason({flag: said}, purpose, applies=True) is named
        everything = {"apply_off_passes_over": "everything"}
        assert reason({flag: said}, purpose, preferences=everything) is None
        assert reason({flag: said}, purpose, applies=True, preferences=everything) is named


@pytest.mark.feature("S2.46", "S2.47")
@pytest.mark.parametrize("purpose", [Purpose.FINANCIAL, Purpose.CUSTOMER_CARE])
def test_what_is_no_marketing_goes_whatever_the_person_refused(purpose: Purpose) -> None:
    refused = {"direct_marketing": BY_PERSON, "affiliate_marketing": BY_PERSON, "channels": {"email": BY_PERSON}}
    assert reason(refused, purpose, state="withdrawn") is None


@pytest.mark.feature("S2.112", "S5.3")
@pytest.mark.parametrize("applies", [True, False])
@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
@pytest.mark.parametrize("over", ["flags", "everything"])
def test_a_refused_consent_stops_marketing_whatever_the_settings_and_switches_say(applies: bool, state: str, over: str) -> None:
    settings = {"preferences": {"apply_off_passes_over": over}, "consent": {"rejected": "complete", "withdrawn": "complete"}}
    assert reason({"direct_marketing": OWN_YES}, applies=applies, state=state, **settings) is SkipReason.CONSENT_REQUIRED


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize(("said", "applies", "stops"), [(BY_USER, True, True), (BY_USER, False, False), (BY_PERSON, False, True)])
def test_a_refused_channel_stops_marketing_over_it_and_over_no_other(said: Any, applies: bool, stops: bool) -> None:
    refused = {"direct_marketing": YES, "channels": {"sms": said}}
    expected = SkipReason.CHANNEL_OPTED_OUT if stops else None
    assert reason(refused, applies=applies, channel=Channel.SMS) is expected
    assert reason(refused, applies=applies) is None


def _mark(*scopes: str, through: str = "one_click") -> RefusedAddress:
    return RefusedAddress.model_validate({"address": "hash", "through": through, "scopes": scopes, "said_at": THEN})


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (_mark("direct_marketing"), DIRECT),
        (_mark("channel:email", through="preference_centre"), SkipReason.CHANNEL_OPTED_OUT),
        # Whatever the channel of the mark's address: a carrier's STOP makes the address unusable.
        (_mark("channel:sms", through="sms_stop"), SkipReason.UNSENDABLE_ADDRESS),
        (_mark("processing", through="consent_page"), SkipReason.REFUSED_BY_ADDRESS),
        (_mark("affiliate_marketing", "direct_marketing", through="complaint"), SkipReason.COMPLAINED),
    ],
)
def test_what_was_refused_through_the_address_stops_who_said_nothing(mark: RefusedAddress, expected: SkipReason | None) -> None:
    assert reason({"direct_marketing": YES}, refused=(mark,)) is expected


@pytest.mark.feature("S5.3", "S5.5")
@pytest.mark.parametrize("through", ["one_click", "complaint"])
@pytest.mark.parametrize("yes", [OWN_YES, TOLD_YES], ids=["own", "with evidence"])
def test_a_younger_yes_of_the_person_opens_its_contact(yes: Any, through: str) -> None:
    mark = _mark("affiliate_marketing", "direct_marketing", through=through)
    assert reason({"direct_marketing": yes}, applies=True, refused=(mark,)) is None
    assert (
        reason({"direct_marketing": {**yes, "changed_at": THEN, "evidence_at": None}}, applies=True, refused=(mark,)) is not None
    )


OTHER = "other@example.com"


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.PRINT])
@pytest.mark.parametrize(
    ("through", "expected"),
    [("one_click", DIRECT), ("complaint", SkipReason.COMPLAINED), ("bounce", None), ("anonymization", None)],
)
def test_a_no_at_one_address_holds_for_the_contact_whichever_address_a_message_goes_to(
    channel: Channel, through: str, expected: SkipReason | None
) -> None:
    emails = [{"address": EMAIL, "primary": True}, {"address": OTHER}]
    marks = (_mark("direct_marketing", through=through),)
    decision = decide(
        a_reachable_contact(preferences={"direct_marketing": YES}, emails=emails),
        (),
        channel=channel,
        notification_type=a_type(Purpose.DIRECT_MARKETING),
        service=None,
        settings=Settings(),
        suppressions=Suppressions(refused={OTHER: marks}),
    )
    assert decision.reason is expected


@pytest.mark.feature("S5.3", "S5.5")
@pytest.mark.parametrize("yes", [OWN_YES, TOLD_YES])
def test_a_younger_yes_of_the_person_answers_a_complaint_for_marketing_and_for_customer_care(yes: dict[str, Any]) -> None:
    complaint = (_mark("direct_marketing", "affiliate_marketing", through="complaint"),)
    for purpose, applies in ((Purpose.DIRECT_MARKETING, True), (Purpose.CUSTOMER_CARE, False)):
        assert reason({"direct_marketing": yes}, purpose, applies=applies, refused=complaint) is None
        assert reason({"direct_marketing": YES}, purpose, applies=applies, refused=complaint) is SkipReason.COMPLAINED


@pytest.mark.feature("S5.3", "S5.5")
def test_customer_care_that_follows_both_flags_waits_for_a_younger_yes_to_both_after_a_complaint() -> None:
    complaint = (_mark("direct_marketing", "affiliate_marketing", through="complaint"),)

    def after(direct: dict[str, Any], affiliate: dict[str, Any], *, applies: bool) -> SkipReason | None:
        said = {"direct_marketing": direct, "affiliate_marketing": affiliate}
        return reason(said, Purpose.CUSTOMER_CARE, applies=applies, refused=complaint)

    assert after(OWN_YES, YES, applies=True) is after(YES, OWN_YES, applies=True) is SkipReason.COMPLAINED
    assert after(OWN_YES, OWN_YES, applies=True) is None
    # Care that follows no flag asks for one of them.
    assert after(YES, OWN_YES, applies=False) is after(OWN_YES, YES, applies=False) is None


@pytest.mark.feature("S5.3")
def test_a_yes_must_answer_every_complaint_at_the_addresses() -> None:
    first = _mark("direct_marketing", through="complaint")
    later = first.model_copy(update={"said_at": NOW + timedelta(days=1)})
    assert reason({"direct_marketing": OWN_YES}, applies=True, refused=(first,)) is None
    for refused in ((first, later), (later, first)):
        assert reason({"direct_marketing": OWN_YES}, applies=True, refused=refused) is SkipReason.COMPLAINED


@pytest.mark.feature("S5.4", "S2.131")
def test_a_contact_whose_every_address_was_an_erased_persons_gets_no_marketing_by_letter_either() -> None:
    def by_letter(purpose: Purpose, *erased: str) -> SkipReason | None:
        marks = {
            one: (RefusedAddress(address=one, through="anonymization", scopes=("processing",), said_at=THEN),) for one in erased
        }
        return decide(
            a_reachable_contact(preferences={"direct_marketing": YES}),
            (),
            channel=Channel.PRINT,
            notification_type=a_type(purpose),
            service=None,
            settings=Settings(),
            suppressions=Suppressions(refused=marks),
        ).reason

    assert by_letter(Purpose.DIRECT_MARKETING, EMAIL, PHONE) is SkipReason.SUPPRESSED
    assert by_letter(Purpose.FINANCIAL, EMAIL, PHONE) is None
    # It has an address besides.
    assert by_letter(Purpose.DIRECT_MARKETING, EMAIL) is None
