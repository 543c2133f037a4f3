"""Rendering: values are filled in and escaped, languages fall back, tags never show."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.templates.bodies import has_body
from contactbook.domain.templates.rendering import render, tags_used
from tests.builders.templates import KNOWN, VALUES, content, filled, html, problems

PIECES = ["#first_name", "#{first_name}", "#FIRST_NAME", "text", " ", "<p>", "<p title='", "'>", "&", "é", "1", "_"]


@pytest.mark.feature("S2.70")
def test_an_empty_value_is_replaced_by_its_default_or_by_nothing() -> None:
    made = content(sms={"text": "Hi #title #first_name#last_name."}, defaults={"first_name": "customer"})

    assert render(made, Channel.SMS, None, dict.fromkeys(KNOWN, "")).text == "Hi  customer."


@pytest.mark.feature("S2.70")
def test_a_tag_that_no_longer_exists_is_empty() -> None:
    assert render(content(sms={"text": "Hi #custom_gone!"}), Channel.SMS, None, VALUES).text == "Hi !"


@pytest.mark.feature("S2.70")
def test_html_escapes_values_and_plain_text_does_not() -> None:
    evil = '<b>"O\'Hara"</b> & #email'

    assert filled("<p>#first_name</p>", first_name=evil) == ("<p>&lt;b&gt;&quot;O&#x27;Hara&quot;&lt;/b&gt; &amp; #email</p>"), (
        "and a value is never filled again"
    )
    assert render(content(sms={"text": "#first_name"}), Channel.SMS, None, VALUES | {"first_name": evil}).text == evil


@pytest.mark.feature("S2.70")
def test_neither_carriage_return_nor_line_feed_reaches_the_subject() -> None:
    made = content(email={"subject": "Hi\r\nBcc: a@b.example #first_name", "text": "x"})

    rendered = render(made, Channel.EMAIL, None, VALUES | {"first_name": "E\r\nBcc: everyone@example.com\x00"})

    assert rendered.subject == "Hi Bcc: a@b.example E Bcc: everyone@example.com"


@given(value=st.text(max_size=60))
def test_no_value_opens_markup(value: str) -> None:
    class Watcher(HTMLParser):
        seen: list[tuple[str, list[tuple[str, str | None]]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen = [*self.seen, (tag, [(name, "") for name, _ in attrs])]

    watcher = Watcher()
    watcher.feed(
        filled("<p title=\"#first_name\" data-x='#first_name'>#first_name</p><!-- #first_name --><i>x</i>", first_name=value)
    )

    tags = [tag for tag, _ in watcher.seen if tag != "br"]
    assert tags == ["p", "i"]
    assert watcher.seen[0][1] == [("title", ""), ("data-x", "")]


@pytest.mark.feature("S2.70")
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_accepted_content_never_shows_a_raw_tag(pieces: list[str]) -> None:
    body = "".join(["<p>", *pieces])
    if not problems(html(body)):
        assert "#" not in filled(body, first_name="Eleni").replace("&#x27;", "")


def test_a_language_falls_back_to_the_templates_own_body_channel_by_channel() -> None:
    made = content(sms={"text": "Hi"}, email={"subject": "Hi", "text": "Hi"}, languages={"el": {"sms": {"text": "Geia"}}})

    assert render(made, Channel.SMS, "el", VALUES).text == "Geia"
    assert render(made, Channel.SMS, "fr", VALUES).text == "Hi"
    assert render(made, Channel.EMAIL, "el", VALUES).text == "Hi"


def test_a_channel_without_a_body_cannot_be_rendered() -> None:
    made = content(sms={"text": "Hi"})

    assert not has_body(made, Channel.EMAIL)
    with pytest.raises(RuleBroken) as refused:
        render(made, Channel.EMAIL, None, VALUES)
    assert refused.value.code == "no_body_for_channel"


def test_only_the_links_in_the_body_are_used() -> None:
    made = content(
        email={"subject": "S", "html": "<a href='#preferences_link'>x</a>", "text": "#unsubscribe_link"}, sms={"text": "x"}
    )

    assert tags_used(made, Channel.EMAIL, None, KNOWN) == {"preferences_link", "unsubscribe_link"}
    assert tags_used(made, Channel.SMS, None, KNOWN) == set()
