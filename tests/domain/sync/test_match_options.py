"""By what contacts match, and what identifies nobody (S4.6)."""

import pytest

from contactbook.domain.sync.match_options import MatchOn, comparable_address_or_phone, match_tokens

EMAILS, PHONES = ("1.a1", "1.a2"), ("1.b1p", "1.b2p")


@pytest.mark.feature("S4.6")
@pytest.mark.parametrize(
    ("match_on", "one", "other", "is_matched"),
    [
        (MatchOn.EITHER, (EMAILS[0], PHONES[0]), (EMAILS[0],), True),
        (MatchOn.EITHER, (EMAILS[0], PHONES[0]), (PHONES[0],), True),
        (MatchOn.EMAIL, (EMAILS[0], PHONES[0]), (EMAILS[0],), True),
        (MatchOn.EMAIL, (EMAILS[0], PHONES[0]), (EMAILS[1], PHONES[0]), False),
        (MatchOn.PHONE, (EMAILS[0], PHONES[0]), (EMAILS[1], PHONES[0]), True),
        (MatchOn.PHONE, (EMAILS[0], PHONES[0]), (EMAILS[0],), False),
        (MatchOn.BOTH, (EMAILS[0], PHONES[0]), (EMAILS[0], PHONES[1]), False),
        (MatchOn.BOTH, (EMAILS[0], PHONES[0]), (EMAILS[0],), False),
        (MatchOn.BOTH, (*EMAILS, *PHONES), (EMAILS[1], PHONES[1]), True),
    ],
)
def test_contacts_match_by_what_the_top_account_chose(match_on, one, other, is_matched):
    tokens = [match_tokens(keys, match_on, company=False) for keys in (one, other)]
    assert bool(tokens[0] & tokens[1]) is is_matched
    assert not tokens[0] & match_tokens(other, match_on, company=True)


@pytest.mark.feature("S4.6")
@pytest.mark.parametrize(
    ("written", "compared"),
    [(" NoEmail@Example.com ", "noemail@example.com"), ("+357 22 000-000", "+35722000000"), ("+35722000000", "+35722000000")],
)
def test_an_address_is_compared_as_that_of_a_contact_is(written, compared):
    assert comparable_address_or_phone(written) == compared


@pytest.mark.parametrize("written", ["", "22000000", "reception", "a@b@c", "+0"])
def test_what_is_neither_email_nor_phone_is_refused(written):
    with pytest.raises(ValueError, match="Write an email"):
        comparable_address_or_phone(written)
