"""HTML that could run something, or that a value could break out of, is refused; the HTML of ordinary emails passes (S2.70)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.templates import html_checks
from contactbook.domain.templates.content_checks import require_renderable
from contactbook.domain.templates.html_regions import Region
from tests.builders.html import elements_of
from tests.builders.templates import KNOWN, filled, html, problems

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x></sCrIpT>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg/onload=alert(1)>",
    "<svg><script href=data:,alert(1) />",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<img src='x'onerror='alert(1)'>",
    "<img src=x oNeRrOr\n=\nalert(1)>",
    '<img title="a>b" onload="alert(1)">',
    "<img title='-->' onload='alert(1)'>",
    "<image src=x onerror=alert(1)>",
    "<p ononsense=1>x</p>",
    "<p onclick>x</p>",
    "<body onload=alert(1)>",
    "</body><body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<frameset onload=alert(1)>",
    "<tr onclick=alert(1)><td>x",
    "<table><caption onclick=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' \t javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript&#58;alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='java&Tab;script&#0000058alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<b>x'>x</a>",
    "<a href='data:image/svg+xml;base64,PHN2Zz4='>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img srcset='a.png 1x, javascript:alert(1) 2x'>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:https://x.example/1'>x</a>",
    "<td background='javascript:alert(1)'>x</td>",
    "<form action='https://evil.example'><button>x</button></form>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<p formaction='javascript:alert(1)'>x</p>",
    "<input type=image src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1) type=image>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<applet code=x></applet>",
    "<base href='https://evil.example/'>",
    "<link rel=import href='https://evil.example/x.html'>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta content='0;url=https://evil.example' http-equiv='re&#102;resh'>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<style><p title='</style><img src=x onerror=alert(1)>'></style>",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><img src=x onerror=alert(1)></select>",
    "<plaintext><p>x",
    "<keygen autofocus onfocus=alert(1)>",
    "<x-element onclick=alert(1)>x</x-element>",
    "<p style='width: expression(alert(1))'>x</p>",
    "<p style='width: exp/**/ression(alert(1))'>x</p>",
    "<p style='width: e\\78pression(alert(1))'>x</p>",
    "<p style='behavior: url(x.htc)'>x</p>",
    "<p style='-moz-binding: url(x.xml#a)'>x</p>",
    "<p style=\"background: url('javascript:alert(1)')\">x</p>",
    "<p style='background: url(&#106;avascript:alert(1))'>x</p>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style>body { background: url(vbscript:x) }</style>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!---><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)>-->",
    "<!x><img src=x onerror=alert(1)>",
    "<?php ' ?><img src=x onerror='alert(1)'>",
    "</ '><img src=x onerror='alert(1)'>",
    '<p =">"><img src=x onerror=alert(1)>">',
    '<p a"b=">x" onclick=alert(1)>',
    "<p/=/onclick=alert(1)>",
    "<!--[if mso]><img src=x onerror=alert(1)><![endif]-->",
    "<!--[if gte mso 9]><script>alert(1)</script><![endif]-->",
    "<!--[if mso]><v:rect href='javascript:alert(1)'></v:rect><![endif]-->",
    "<!--[if mso]><v:rect onclick='alert(1)'></v:rect><![endif]-->",
    "<v:rect>x</v:rect>",
    "<b>" + "x<table>" * 250,
]
MISPLACED = {
    "<p title=#first_name>x</p>": "tag_not_quoted",
    "<p title=a#first_name>x</p>": "tag_not_quoted",
    "<p title =\n#{first_name}>x</p>": "tag_not_quoted",
    "<!--[if mso]><p title=#first_name>x</p><![endif]-->": "tag_not_quoted",
    "<p #first_name>x</p>": "tag_not_allowed_here",
    "<p data-#first_name='x'>x</p>": "tag_not_allowed_here",
    "<p title='x' #first_name='y'>x</p>": "tag_not_allowed_here",
    "</p #first_name>": "tag_not_allowed_here",
    "</p title='#first_name'>": "tag_not_allowed_here",
    "<h#first_name>x": "html_not_allowed",
    "<a href='#first_name'>x</a>": "tag_not_allowed_here",
    "<a href=' &#32;#first_name'>x</a>": "tag_not_allowed_here",
    "<a href='https://#company_name'>x</a>": "tag_not_allowed_here",
    "<a href='https://acme.example#company_name/'>x</a>": "tag_not_allowed_here",
    "<a href='//#company_name/'>x</a>": "tag_not_allowed_here",
    "<a href='/&#9;/#company_name/'>x</a>": "tag_not_allowed_here",
    "<a href='https:/#company_name/'>x</a>": "tag_not_allowed_here",
    "<a href='https://user#company_name@acme.example/'>x</a>": "tag_not_allowed_here",
    "<img srcset='#first_name 1x'>": "tag_not_allowed_here",
    "<p style='color: #first_name'>x</p>": "tag_not_allowed_here",
    "<p title='x' title='#first_name'>x</p>": "html_not_allowed",
}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("attack", ATTACKS)
def test_html_that_could_run_something_is_refused(attack: str) -> None:
    assert problems(html(f"<p>Hello</p>{attack}")) == {"/bodies/email/html": "html_not_allowed"}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(("body", "code"), MISPLACED.items())
def test_a_tag_whose_value_could_become_markup_is_refused(body: str, code: str | None) -> None:
    assert problems(html(body)) == ({"/bodies/email/html": code} if code else {})


@pytest.mark.feature("S2.70")
def test_a_refusal_says_what_and_where() -> None:
    with pytest.raises(ValidationFailed) as refused:
        require_renderable(html("<p>x</p>\n<p>y</p> <iframe></iframe>"), KNOWN)
    assert [(error.field, error.message) for error in refused.value.errors] == [
        ("/bodies/email/html", "The element 'iframe' is not allowed. (line 2, column 10)"),
        ("/bodies/email/html", "The element 'iframe' is not allowed. (line 2, column 18)"),
    ]


@pytest.mark.feature("S2.70")
def test_a_refusal_in_a_conditional_comment_has_its_place_in_the_body() -> None:
    with pytest.raises(ValidationFailed) as refused:
        require_renderable(html("<p>x</p>\n<!--[if mso]><b onclick='x'><![endif]-->"), KNOWN)
    assert [error.message for error in refused.value.errors] == [
        "The attribute 'onclick' of 'b' is not allowed. (line 2, column 26)"
    ]


MJML = """<!doctype html>
<html lang="en" dir="auto" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Summer &amp; more</title>
<!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width">
<style type="text/css">#outlook a { padding:0; } body { margin:0;-webkit-text-size-adjust:100% }
 table, td { border-collapse:collapse;mso-table-lspace:0pt } img { border:0;-ms-interpolation-mode:bicubic; }</style>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings></xml></noscript><![endif]-->
<!--[if lte mso 11]><style type="text/css">.mj-outlook-group-fix { width:100% !important; }</style><![endif]-->
<!--[if !mso]><!--><link href="https://fonts.googleapis.com/css?family=Ubuntu:400,700" rel="stylesheet" type="text/css">
<style type="text/css">@import url(https://fonts.googleapis.com/css?family=Ubuntu:400,700);</style><!--<![endif]-->
<style type="text/css">@media only screen and (min-width:480px) { .mj-column-per-100 { width:100% !important; } }</style>
</head><body style="word-spacing:normal;background-color:#F4F4F4;">
<div style="display:none;font-size:1px;color:#ffffff;">Dear #first_name</div>
<div aria-roledescription="email" role="article" lang="en" dir="auto" style="background-color:#F4F4F4;">
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation"
 style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;">
<v:rect style="width:600px;" xmlns:v="urn:schemas-microsoft-com:vml" fill="true" stroke="false"><v:fill
 origin="0.5, 0" position="0.5, 0" src="https://acme.example/b.png" color="#ffffff" type="tile" />
<v:textbox style="mso-fit-shape-to-text:true" inset="0,0,0,0"><![endif]-->
<div style="background:#ffffff url('https://acme.example/b.png') center top / cover no-repeat;margin:0px auto;">
<table align="center" background="https://acme.example/b.png" border="0" cellpadding="0" cellspacing="0" role="presentation">
<tbody><tr><td style="direction:ltr;font-size:0px;padding:20px 0;text-align:center;">
<img alt="For #first_name" height="auto" src="https://acme.example/l.png" srcset="https://acme.example/l2.png 2x"
 style="border:0;" width="100" /><p style="border-top:solid 4px #F45E43;">Dear #first_name</p>
<a href="https://acme.example/offer?name=#first_name&amp;city=#{city}" style="color:#F45E43" target="_blank">Offer</a>
<a href="mailto:info@acme.example?subject=#account_name">Write</a> <a href="tel:#phone">Call</a>
<a href="#unsubscribe_link" target="_blank">Unsubscribe</a><font face="Arial" color="#333333" size="2">x</font>
</td></tr></tbody></table></div>
<!--[if mso | IE]></v:textbox></v:rect></td></tr></table><![endif]--><![if !mso]><p>x</p><![endif]>
</div></body></html>"""


@pytest.mark.feature("S2.70")
def test_the_html_of_ordinary_emails_passes() -> None:
    assert problems(html(MJML)) == {}


@pytest.mark.feature("S2.70")
def test_a_value_in_an_address_is_one_parameter() -> None:
    body = "<a href='https://acme.example/a/#city?n=#first_name&amp;x=1'>x</a><a href='tel:#phone'>y</a>"
    assert filled(body, city="a/../b?c", first_name="E&admin=1 ü", phone="+35799123456") == (
        "<a href='https://acme.example/a/a%2F..%2Fb%3Fc?n=E%26admin%3D1%20%C3%BC&amp;x=1'>x</a><a href='tel:+35799123456'>y</a>"
    )


@pytest.mark.feature("S2.70")
def test_a_value_never_begins_an_address_unless_it_is_one_of_the_web() -> None:
    assert filled("<a href='#first_name'>x</a>", first_name="javascript:alert(1)") == "<a href='javascript%3Aalert%281%29'>x</a>"


@pytest.mark.feature("S2.70")
def test_a_value_does_not_end_a_comment() -> None:
    assert filled("<!-- #first_name> -->", first_name="x--") == "<!-- x&#45;&#45;> -->"
    body = "<!--[if mso]><a href='#unsubscribe_link'>#first_name</a><![endif]-->"
    assert filled(body, first_name="-->", unsubscribe_link="https://c.example/p/a--b") == (
        "<!--[if mso]><a href='https://c.example/p/a&#45;&#45;b'>&#45;&#45;&gt;</a><![endif]-->"
    )


PIECES = ["<", "</", "<?", "[if mso]>", "<![endif]", "<p ", "title='", 'title="', "title=", "#first_name", "#{first_name}", "'", '"', ">", "<!--", "-->", " ", "/", "=", "x",
          "<b>", "</b>", "<a href='", "https://x.example/?", "<style>", "</style>", "<title>", "</title>", "<!", "-"]  # fmt: skip


@pytest.mark.feature("S2.70")
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12), value=st.text(alphabet="<>\"'-=/ ax:\n&;", max_size=12))
def test_no_value_changes_the_elements_of_an_accepted_body(pieces: list[str], value: str) -> None:
    body = "".join(["x", *pieces])
    if not problems(html(body)):
        assert elements_of(filled(body, first_name=value)) == elements_of(filled(body, first_name="x"))


# The parser does not read what stands in a comment, a style sheet or a template.
SEEN_BY_THE_SOURCE_ONLY = ("<!--[if", "<style>@", "<style>body", "<b>x<table>", "<isindex")


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize("attack", [one for one in ATTACKS if not one.startswith(SEEN_BY_THE_SOURCE_ONLY)])
def test_the_parser_refuses_what_a_broken_reading_of_the_source_misses(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_checks, "regions", lambda body: iter([(Region.TEXT, body)]))
    assert problems(html(f"<p>Hello</p>{attack}")) == {"/bodies/email/html": "html_not_allowed"}


@pytest.mark.feature("S2.70")
@pytest.mark.parametrize(
    "body", ["<p title=#first_name>x</p>", "<p #first_name>x</p>", "<a href='https://x.example/#first_name'>x</a>"]
)
def test_a_tag_that_the_two_readings_place_differently_is_refused(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_checks, "regions", lambda body: iter([(Region.TEXT, body)]))
    assert problems(html(body)) == {"/bodies/email/html": "html_not_allowed"}
