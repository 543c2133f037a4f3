"""A tag behind a stray `<`, or where a comment begins or ends, is refused; a template stored before stays harmless (S2.70)."""

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.templates.content_checks import require_renderable
from contactbook.domain.templates.html_parser import parsed
from tests.builders.html import elements_of
from tests.builders.templates import KNOWN, filled, html, problems

PLACES = {
    "<title>#first_name</title>": None,
    "<!-- Dear #first_name -->": None,
    "<!--<p>#first_name</p>-->": None,
    "<p>a > b, #first_name, 1 &lt; 2</p>": None,
    # Behind `<` a value becomes the name of an element.
    "<p>Hi</p><#first_name>": "html_not_allowed",
    "<#{first_name}>": "html_not_allowed",
    "<p>Dear <#first_name></p>": "html_not_allowed",
    "<p>1 <#{first_name} 2</p>": "html_not_allowed",
    "<#{title}#{first_name}>": "html_not_allowed",
    "<!--[if mso]><#first_name><![endif]-->": "html_not_allowed",
    "<p>1 < 2</p>": "html_not_allowed",
    "<p>1 <": "html_not_allowed",
    "<title><#first_name></title>": "html_not_allowed",
    "</#first_name>": "html_not_allowed",
    "<!#first_name>": "html_not_allowed",
    "<?#first_name>": "html_not_allowed",
    "<!DOCTYPE #first_name>": "html_not_allowed",
    "<![if #first_name]>": "html_not_allowed",
    "<!--[if #first_name]><b>x</b><![endif]-->": "tag_not_allowed_here",
    # With the value, or without it, such a comment ends elsewhere, or Outlook reads it.
    "<!--#title><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
    "<!---#title><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
    "<!-- --#title><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
    "<!-- -#title-!#title><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
    "<!--#title[if mso]><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
    "<!--[i#title mso]><img src=x onerror=alert(1)>-->": "tag_not_allowed_here",
}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(("body", "code"), PLACES.items())
def test_a_tag_where_its_value_would_become_markup_is_refused(body: str, code: str | None) -> None:
    assert problems(html(body)) == ({"/bodies/email/html": code} if code else {})


@pytest.mark.feature("S2.70")
def test_a_stray_angle_is_refused_with_its_place_and_the_way_out() -> None:
    with pytest.raises(ValidationFailed) as refused:
        require_renderable(html("<p>x</p>\n<p>Dear <#first_name></p>"), KNOWN)
    assert [error.message for error in refused.value.errors] == [
        "A '<' that begins no element is not allowed. Write &lt; for the sign itself. (line 2, column 9)"
    ]


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("body", [body for body, code in PLACES.items() if code and "onerror" not in body])
@pytest.mark.parametrize("value", ["img src=x onerror=alert(1) ", "/img src=x onerror=alert(1) ", "!--", "", "a"])
def test_a_template_stored_before_is_filled_without_an_element_from_a_value(body: str, value: str) -> None:
    filled_body = filled(f"{body}<i>x</i>", first_name=value, title=value)
    assert not {"onerror"} & {name for _, names in elements_of(filled_body) for name in names}
    assert [name for name, attribute, _ in parsed(filled_body) if (name, attribute) == ("img", "")] == (
        ["img"] if "<img" in body else []
    )


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("body", [body for body in PLACES if "onerror" in body])
@pytest.mark.parametrize("value", ["", "f", "[if mso]>", "--", "!"])
def test_a_comment_stored_before_neither_ends_earlier_nor_is_read_by_outlook(body: str, value: str) -> None:
    made = filled(body, title=value)
    assert elements_of(made) == []
    assert not made.startswith("<!--[if mso")
