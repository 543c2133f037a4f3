"""The syntax of tags: how they are written, recognized and replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.html_regions import regions
from contactbook.domain.templates.rendering import render
from tests.builders.templates import KNOWN, VALUES, content, filled, html, problems


@pytest.mark.feature("S2.68", "S2.69")
@pytest.mark.parametrize("written", ["#first_name", "#{first_name}", "#FIRST_NAME", "#{First_Name}"])
def test_a_tag_is_replaced_however_it_is_written(written: str) -> None:
    assert filled(f"<p>Dear {written}!</p>") == "<p>Dear Eleni!</p>"


@pytest.mark.feature("S2.68")
def test_a_tag_in_braces_ends_at_its_brace() -> None:
    assert filled("<p>#{first_name}s</p>") == "<p>Elenis</p>"


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(
    "body",
    [
        "<p style='color: #fff'>x</p>",
        '<td bgcolor="#aabbcc">x</td>',
        "<td bgcolor=#ABCDEF>x</td>",
        "<style>#header { color: #f0f0f0 } #phone { margin: 0 }</style><p>x</p>",
        '<a href="#top">up</a><p id="top">x</p>',
        '<a href="https://acme.example/page#part">x</a>',
        "<p>It&#39;s &#x27;fine&#x27;</p>",
        "<p>Room #1, and # alone</p>",
        "<!--[if mso]><v:rect fillcolor='#a1b2c3' /><![endif]--><p>x</p>",
        "<p>We are ##1</p>",
        '<a href="#unsubscribe_link">x</a>',
    ],
)
def test_colours_anchors_and_character_references_are_not_tags(body: str) -> None:
    assert problems(html(body)) == {}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(
    "body",
    [
        '<a href="#unsubscribe_lnk">x</a>',
        "<img alt='Hello #frist_name'>",
        '<a href="#{nobody}">x</a>',
        '<a href="#nowhere">x</a>',
        "<img alt='Hello,x#frist_name'>",
        "<p>#fff</p>",
    ],
)
def test_a_misspelt_tag_in_markup_is_refused_too(body: str) -> None:
    assert problems(html(body)) == {"/bodies/email/html": "unknown_tag"}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("text", ["#{", "#{first_name", "#{first name}", "#{}", "#{first_name|upper}", "#{1+1}"])
def test_there_are_no_expressions(text: str) -> None:
    assert problems(content(sms={"text": text})) == {"/bodies/sms/text": "malformed_tag"}


@pytest.mark.feature("S2.70")
def test_a_double_hash_is_a_literal_hash() -> None:
    assert filled("<p>##first_name ###first_name</p>") == "<p>#first_name #Eleni</p>"
    assert render(content(sms={"text": "##summer"}), Channel.SMS, None, VALUES).text == "#summer"


@given(body=st.text(alphabet="<>!-/\"'#{}ab style", max_size=200))
def test_the_regions_of_a_body_are_the_whole_body(body: str) -> None:
    assert "".join(part for _, part in regions(body)) == body


def test_letters_whose_lower_case_is_longer_do_not_shift_regions() -> None:
    assert problems(html("İİİİİİ<STYLE>#phone { color: #abc }</STYLE><p>#first_name</p>")) == {}
    assert filled("İİİ<style>#phone {}</style>#first_name") == "İİİ<style>#phone {}</style>Eleni"


def test_no_tag_can_be_mistaken_for_a_colour() -> None:
    hexadecimal = set("0123456789abcdef")
    assert [name for name in KNOWN if set(name) <= hexadecimal] == []
