"""The tenant's own texts of its contacts' pages, as a section of the settings (S7.10)."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from contactbook.domain.links.texts import OWN_KEYS, TEXTS
from contactbook.domain.settings.languages import LANGUAGES
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api

pytestmark = pytest.mark.feature("S7.10")
AT = "/v1/settings/page_texts"


def save(api: Api, body: dict[str, Any]) -> Answer:
    return api.put(AT, body)


def test_texts_are_saved_by_language_and_key_and_taken_off_again(world: World, api: Api) -> None:
    texts = {"en": {"unsubscribe.title": "Leave {tenant}"}, "ar": {"unsubscribe.title": "إلغاء"}}
    saved = save(api, texts)
    assert (saved.status, saved.body) == (200, {**texts, "version": 1})
    read = api.get(AT).body
    assert {language: read[language] for language in read if language in LANGUAGES} == texts
    Draft202012Validator(read["schema"]).validate(texts)
    assert not Draft202012Validator(read["schema"]).is_valid({"xx": {}})
    assert save(api, {}).body == {"version": 2}
    (last, first) = api.get("/v1/audit", kind="settings").body["items"]
    assert last["changes"][1] == {"field": "en.unsubscribe.title", "from": "Leave {tenant}", "to": None}
    assert first["subject"] == "page_texts"


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"xx": {}}, "/xx", "unknown_field"),
        ({"EN": {}}, "/EN", "unknown_field"),
        ({"en": {"unsubscribe.nothing": "x"}}, "/en/unsubscribe.nothing", "unknown_text"),
        ({"en": {"problem.again": "x"}}, "/en/problem.again", "unknown_text"),
        ({"en": {"page.for": "{address} {name}"}}, "/en/page.for", "unknown_placeholder"),
        ({"en": {"page.for": "{address} {address.x}"}}, "/en/page.for", "unknown_placeholder"),
        ({"en": {"page.for": "{address!r}"}}, "/en/page.for", "unknown_placeholder"),
        ({"en": {"page.private": "50% {"}}, "/en/page.private", "unknown_placeholder"),
        ({"en": {"page.for": "For you"}}, "/en/page.for", "missing_placeholder"),
        ({"en": {"renewal.sms": "A new link is in your mail"}}, "/en/renewal.sms", "missing_placeholder"),
        ({"en": {"page.private": "<b>Private</b>"}}, "/en/page.private", "markup"),
        ({"en": {"renewal.subject": "Your link\nBcc: x@example.com"}}, "/en/renewal.subject", "several_lines"),
        ({"en": {"renewal.subject": "x" * 151}}, "/en/renewal.subject", "too_long"),
        ({"en": {"page.private": "x" * 501}}, "/en/page.private", "too_long"),
        ({"en": {"page.private": " \u200b "}}, "/en/page.private", "too_short"),
        ({"en": {"page.private": None}}, "/en/page.private", "wrong_type"),
        ({"en": {"page.private": ["x"]}}, "/en/page.private", "wrong_type"),
        ({"en": {"page.private": "{tenant}" * 4}}, "/en/page.private", "repeated_placeholder"),
        ({"en": {"a/b~": "x"}}, "/en/a~1b~0", "unknown_text"),
        ({"en": {"k" * 65: "x"}}, f"/en/{'k' * 65}", "too_long"),
        ({"fr": {"page.private": "Privé"}}, "/fr", "incomplete_language"),
    ],
)
def test_a_text_that_could_not_stand_on_a_page_is_refused_and_changes_nothing(
    world: World, api: Api, body: dict[str, Any], pointer: str, code: str
) -> None:
    refused = save(api, body)
    assert (refused.status, refused.error_codes()) == (422, {pointer: code})
    assert api.get(AT).body["version"] == 0


def test_what_turns_the_direction_of_a_page_is_taken_out(world: World, api: Api) -> None:
    assert save(api, {"en": {"page.private": "\u202ePrivate\u2067 page"}}).body["en"] == {"page.private": "Private page"}


def test_a_new_language_needs_every_text_and_all_together_are_limited(world: World, api: Api) -> None:
    whole = {key: TEXTS["en"][key] for key in OWN_KEYS}
    assert save(api, {"fr": whole}).status == 200
    wordy = {key: f"{text} {'x' * 100}" for key, text in whole.items() if key not in ("renewal.subject", "renewal.sms")}
    languages = dict.fromkeys(("en", "el", "de"), wordy)
    assert save(api, languages).error_codes() == {"": "too_long"}


def test_every_key_is_listed_with_our_texts_and_every_language(world: World, api: Api) -> None:
    listed = Api(scopes=("settings:read",)).get(f"{AT}/keys")
    assert listed.status == 200
    keys = {one["key"]: one for one in listed.body["keys"]}
    assert keys.keys() == set(OWN_KEYS)
    assert keys["page.for"]["placeholders"] == ["address", "tenant"]
    assert keys["page.for"]["texts"] == {language: texts["page.for"] for language, texts in TEXTS.items()}
    assert keys["renewal.subject"]["longest"] == 150
    languages = {one["language"]: one for one in listed.body["languages"]}
    assert languages["ar"] == {"language": "ar", "name": "العربية", "right_to_left": True, "has_texts": True}
    assert languages["fr"]["has_texts"] is False
    # Every text of ours is one that a tenant could send.
    for language, texts in TEXTS.items():
        assert save(api, {language: {key: texts[key] for key in OWN_KEYS}}).status == 200
    assert Api(scopes=("contacts:read",)).get(f"{AT}/keys").status == 403
