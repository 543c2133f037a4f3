"""How templates are refused, filled and escaped."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.decisions.contact_information import resolve
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.notification_types import Channel
from contactbook.domain.settings.sections import Settings
from contactbook.domain.templates.merge_tags import LINK_TAGS, merge_values, tag_names, tags_beginning
from contactbook.domain.templates.templates import TemplateContent, checked_content, has_body, render, tags_used
from contactbook.domain.templates.text import regions
from tests.builders.accounts import an_account
from tests.builders.notifications import a_reachable_contact

KNOWN = tag_names(Settings())
VALUES = dict.fromkeys(KNOWN, "") | {"first_name": "Eleni", "email": "eleni@example.com"}


def content(**bodies: Any) -> TemplateContent:
    rest = {name: bodies.pop(name) for name in ("defaults", "languages") if name in bodies}
    return TemplateContent.model_validate({"bodies": bodies, **rest})


def html(body: str) -> TemplateContent:
    return content(email={"subject": "S", "html": body})


def filled(body: str, **values: str) -> str:
    rendered = render(html(body), Channel.EMAIL, None, VALUES | values)
    assert rendered.html is not None
    return rendered.html


def problems(made: TemplateContent) -> dict[str, str]:
    try:
        checked_content(made, KNOWN)
    except ValidationFailed as error:
        return {found.field: found.code for found in error.errors}
    return {}


@pytest.mark.feature("S2.68", "S2.69")
@pytest.mark.parametrize("written", ["#first_name", "#{first_name}", "#FIRST_NAME", "#{First_Name}"])
def test_a_tag_is_replaced_however_it_is_written(written: str) -> None:
    assert filled(f"<p>Dear {written}!</p>") == "<p>Dear Eleni!</p>"


@pytest.mark.feature("S2.68")
def test_a_tag_in_braces_ends_at_its_brace() -> None:
    assert filled("<p>#{first_name}s</p>") == "<p>Elenis</p>"


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(
    ("made", "pointer"),
    [
        (content(email={"subject": "#nobody", "text": "x"}), "/bodies/email/subject"),
        (content(email={"subject": "S", "text": "#first_names"}), "/bodies/email/text"),
        (content(email={"subject": "S", "html": "<p>#nobody</p>"}), "/bodies/email/html"),
        (content(sms={"text": "#{nobody}"}), "/bodies/sms/text"),
        (content(print={"html": "#nobody"}), "/bodies/print/html"),
        (content(sms={"text": "x"}, languages={"el": {"sms": {"text": "#nobody"}}}), "/languages/el/sms/text"),
        (content(sms={"text": "x"}, defaults={"nobody": "x"}), "/defaults/nobody"),
    ],
)
def test_an_unknown_tag_is_refused_where_it_stands(made: TemplateContent, pointer: str) -> None:
    assert problems(made) == {pointer: "unknown_tag"}


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
def test_colours_places_and_character_references_are_no_tags(body: str) -> None:
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
def test_a_doubled_hash_is_a_hash() -> None:
    assert filled("<p>##first_name ###first_name</p>") == "<p>#first_name #Eleni</p>"
    assert render(content(sms={"text": "##summer"}), Channel.SMS, None, VALUES).text == "#summer"


@pytest.mark.feature("S2.70")
def test_an_empty_value_is_its_default_else_empty_and_never_the_raw_tag() -> None:
    made = content(sms={"text": "Hi #title #first_name#last_name."}, defaults={"first_name": "customer"})

    assert render(made, Channel.SMS, None, dict.fromkeys(KNOWN, "")).text == "Hi  customer."


@pytest.mark.feature("S2.70")
def test_a_tag_that_was_known_once_is_empty_today() -> None:
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


@given(body=st.text(alphabet="<>!-/\"'#{}ab style", max_size=200))
def test_the_regions_of_a_body_are_the_whole_body(body: str) -> None:
    assert "".join(part for _, part in regions(body)) == body


PIECES = ["#first_name", "#{first_name}", "#FIRST_NAME", "text", " ", "<p>", "<p title='", "'>", "&", "é", "1", "_"]


@pytest.mark.feature("S2.70")
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_accepted_never_shows_a_raw_tag(pieces: list[str]) -> None:
    body = "".join(["<p>", *pieces])
    if not problems(html(body)):
        assert "#" not in filled(body, first_name="Eleni").replace("&#x27;", "")


def test_a_large_unclosed_body_is_read_in_a_moment() -> None:
    assert problems(html('<"' * 40_000)) == {}
    assert problems(html("<style " * 14_000)) == {}
    assert problems(html("<a href=" + " " * 90_000 + "x>")) == {}
    assert problems(html("<!--" + "<meta " * 16_000)) == {}
    assert len(render(html("&nbsp;" * 16_000), Channel.EMAIL, None, VALUES).html or "") == 96_000


def test_letters_that_grow_when_they_are_lowered_shift_no_region() -> None:
    assert problems(html("İİİİİİ<STYLE>#phone { color: #abc }</STYLE><p>#first_name</p>")) == {}
    assert filled("İİİ<style>#phone {}</style>#first_name") == "İİİ<style>#phone {}</style>Eleni"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>x</script>", "html_not_allowed"),
        ("<SCRIPT src='x'></SCRIPT>", "html_not_allowed"),
        ("<img src=x onerror='x'>", "html_not_allowed"),
        ("<a href='javascript:x'>x</a>", "html_not_allowed"),
        ("<iframe src='x'></iframe>", "html_not_allowed"),
        ("<p title=#first_name>x</p>", "tag_not_quoted"),
        ("<a href='#first_name'>x</a>", "tag_not_allowed_here"),
    ],
)
def test_html_that_could_carry_a_script_is_refused(body: str, code: str) -> None:
    assert problems(html(body)) == {"/bodies/email/html": code}


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


def test_a_template_without_any_body_is_refused() -> None:
    assert problems(content()) == {"/bodies": "required"}


def test_bodies_that_are_too_large_together_are_refused() -> None:
    large = {"email": {"subject": "S", "text": "x" * 90_000}}

    made = content(**large, languages={"el": large, "fr": large, "de": large})

    assert problems(made) == {"/bodies": "too_large"}


def test_the_plain_text_of_an_email_is_made_from_its_html() -> None:
    body = "<html><head><title>T</title></head><body><p>Dear #first_name &amp; co,</p><p>see <a href='https://x.example/a'>this</a></p></body></html>"

    assert render(html(body), Channel.EMAIL, None, VALUES).text == "Dear Eleni & co,\n\nsee this (https://x.example/a)"


def test_a_style_sheet_is_no_part_of_the_plain_text() -> None:
    assert render(html("<style>p { color: #abc }</style><p>Hello</p>"), Channel.EMAIL, None, VALUES).text == "Hello"


@pytest.mark.feature("S2.12")
def test_links_to_opt_in_and_out_are_tags_and_may_be_addresses() -> None:
    body = "".join(f"<a href='#{name}'>x</a>" for name in sorted(LINK_TAGS))
    links = {name: f"https://c.example/p/{name}?a=1&b=2" for name in LINK_TAGS}

    assert problems(html(body)) == {}
    assert filled(body, **links).count("https://c.example/p/") == len(LINK_TAGS)
    assert "a=1&amp;b=2" in filled(body, **links)


def test_only_the_links_that_stand_in_the_body_are_asked_for() -> None:
    made = content(
        email={"subject": "S", "html": "<a href='#preferences_link'>x</a>", "text": "#unsubscribe_link"}, sms={"text": "x"}
    )

    assert tags_used(made, Channel.EMAIL, None, KNOWN) == {"preferences_link", "unsubscribe_link"}
    assert tags_used(made, Channel.SMS, None, KNOWN) == set()


@pytest.mark.feature("S2.69")
def test_tags_are_offered_by_what_was_typed() -> None:
    assert [tag.tag for tag in tags_beginning("#fi", Settings())] == ["#first_name"]
    assert [tag.tag for tag in tags_beginning("FI", Settings())] == ["#first_name"]
    assert len(tags_beginning("", Settings())) == len(KNOWN)


@pytest.mark.feature("S2.69")
def test_a_field_of_the_tenants_own_is_a_tag() -> None:
    settings = Settings.model_validate({"custom_fields": {"fields": [{"name": "shoe_size", "label": "Shoe size"}]}})

    assert [tag.tag for tag in tags_beginning("#custom", settings)] == ["#custom_shoe_size"]


def test_no_tag_can_be_mistaken_for_a_colour() -> None:
    hexadecimal = set("0123456789abcdef")
    assert [name for name in KNOWN if set(name) <= hexadecimal] == []


def values_of(decision: Decision, **fields: Any) -> dict[str, str]:
    accounts = [an_account(name="Priority", service="checking", contact_information={"email": "biz@example.com"})]
    return merge_values(a_reachable_contact(**fields), accounts, decision, settings=Settings(), links={}, today=date(2026, 3, 2))


@pytest.mark.feature("S0.12", "S0.16", "S2.68")
def test_merge_fields_come_from_the_level_that_each_was_found_on() -> None:
    accounts = [an_account(name="Priority", service="checking", contact_information={"email": "biz@example.com"})]
    information = resolve(a_reachable_contact(), accounts, account_id="acc_1")

    values = values_of(Decision(contacted=True, channel=Channel.EMAIL, information=information))

    assert (values["email"], values["phone"], values["city"]) == ("biz@example.com", "+35799123456", "Nicosia")
    assert (values["account_name"], values["account_service"]) == ("Priority", "checking")
    assert values["mailing_address"] == "1 Ledra St\n1011 Nicosia\nCY"


@pytest.mark.feature("S0.8", "S0.12")
def test_contact_level_merge_fields_hold_nothing_of_an_account() -> None:
    values = values_of(Decision(contacted=True, channel=Channel.EMAIL, information=resolve(a_reachable_contact())))

    assert (values["email"], values["account_name"], values["account_service"]) == ("eleni@example.com", "", "")


@pytest.mark.feature("S0.16", "S2.70")
def test_every_tag_has_a_value_even_for_a_contact_that_has_nothing() -> None:
    bare: dict[str, Any] = {"first_name": None, "emails": [], "phones": [], "addresses": []}

    values = values_of(Decision(contacted=False, channel=Channel.EMAIL), **bare)

    assert values.keys() == KNOWN
    assert values["first_name"] == values["email"] == values["mailing_address"] == ""
