"""HTML that a parser would repair, or leave out without a word, is refused (S2.70)."""

import pytest

from contactbook.domain.templates import html_checks
from contactbook.domain.templates.html_parser import parsed
from tests.builders.templates import content, html, problems

# What a parser repairs or leaves out without a word.
REPAIRED = [
    '<p title="x',
    "<p title='x>y</p>",
    "<p",
    "<p title",
    "</p",
    '<a href="https://acme.example/',
    "<style>p { color: red }",
    "<style/>p { color: red }",
    "<title>x",
    "<!-- x",
    "<!--",
    "<!--[if mso]><p>x</p>",
    "<!--[if mso]><style>p<![endif]-->",
    "<!--[if mso]><p title='x<![endif]-->",
    "<?xml-stylesheet href='https://evil.example/x.css'?>",
    "<?php x ?>",
    "<?",
    "<!",
    "</>",
    "</ p>",
    "<!x>",
    "<![CDATA[x]]>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "<!DOCTYPE html SYSTEM 'https://evil.example/x.dtd' [ <!ENTITY x SYSTEM 'file:///etc/passwd'> ]>",
    "<!DOCTYPE svg>",
    "<meta charset=utf-7>",
    "<meta charset='ISO-8859-1'>",
    "<meta http-equiv='Content-Type' content='text/html; charset=utf-7'>",
    "<p style='position:fixed'>x</p>",
    "<p style='POSITION : /**/ f\\69xed'>x</p>",
    "<p style='--p: fixed; position: var(--p)'>x</p>",
    "<style>p { position:sticky }</style>",
]
ORDINARY = [
    "<!DOCTYPE html>",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    "<!doctype html system 'about:legacy-compat'>",
    "<!--[if !mso]><!--><p>x</p><!--<![endif]-->",
    "<!--[if !mso]><!-- --><p>x</p><!-- <![endif]-->",
    "<![if !mso]><p>x</p><![endif]>",
    "<meta charset='UTF-8'><meta name=viewport content='width=device-width'>",
    "<p style='position:relative;background-position: fixed'>x</p>",
    "<ul><li>x<li>y</ul><p>x<p>y",
    "<table><tr><td>x<td>y</table>",
]


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("body", REPAIRED)
def test_what_a_parser_would_repair_or_leave_out_is_refused(body: str) -> None:
    assert problems(html(f"<p>Hello</p>{body}")) == {"/bodies/email/html": "html_not_allowed"}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("body", ORDINARY)
def test_ordinary_pieces_of_an_email_pass(body: str) -> None:
    assert problems(html(f"{body}<p>Hello</p>")) == {}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("channel", ["email", "print"])
@pytest.mark.parametrize("language", [None, "el"])
def test_each_html_body_is_checked(channel: str, language: str | None) -> None:
    good, bad = ({"subject": "S"} if channel == "email" else {} for _ in range(2))
    good, bad = {**good, "html": "<p>x</p>"}, {**bad, "html": "<p>x</p><#first_name>"}
    made = content(**{channel: good}, languages={language: {channel: bad}}) if language else content(**{channel: bad})
    place = f"/languages/{language}" if language else "/bodies"
    assert problems(made) == {f"{place}/{channel}/html": "html_not_allowed"}


@pytest.mark.feature("S2.70")
def test_an_element_that_the_parser_leaves_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_checks, "parsed", lambda body: [one for one in parsed(body) if one[0] != "b"])
    assert problems(html("<p>x <i>y</i></p>")) == {}
    assert problems(html("<p>x <b>y</b></p>")) == {"/bodies/email/html": "html_not_allowed"}
