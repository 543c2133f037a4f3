"""Texts that people send to a number of ours."""

import pytest

from contactbook.domain.sending.inbound_texts import STOP_WORDS, InboundText


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize(
    ("sender", "number"),
    [
        ("+5215512345678", "+525512345678"),
        ("+525512345678", "+525512345678"),
        ("+541123456789", "+5491123456789"),
        ("+5491123456789", "+5491123456789"),
        ("+35799123456", "+35799123456"),
        ("+15551234567", "+15551234567"),
    ],
)
def test_a_mobile_that_is_written_in_a_former_way_is_the_number_that_contacts_have(sender: str, number: str) -> None:
    assert InboundText(message_id="1", sender=sender, to="ACME", text="STOP").number == number


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize(
    "text",
    [
        *("Revoke", "opt out", "Stopp!", "Abmelden bitte", "İPTAL", "ret", "ΣΤΟΠ", "Διαγραφή", "Стоп", "Отписаться"),
        *("توقف", "إيقاف", "إلغاء الاشتراك"),
    ],
)
def test_a_person_may_say_stop_in_each_language_of_our_pages(text: str) -> None:
    assert InboundText(message_id="1", sender="+35799123456", to="ACME", text=text).is_stop


@pytest.mark.feature("S5.6")
def test_no_word_that_stops_opens_as_well() -> None:
    for word in STOP_WORDS:
        said = InboundText(message_id="1", sender="+35799123456", to="ACME", text=word)
        assert said.is_stop
        assert not said.is_start
