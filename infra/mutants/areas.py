"""What is broken, which tests must notice, and how many of the changes at least."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """Modules below `shared/`, the tests that know them, and the least share of changes that they must notice, in percent."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    least: int = 95


# Tests that read the text of the code. In the copy that text has every change in it, so they tell nothing about one.
_WORDS = "tests/domain/erasure/test_export_words.py::test_every"
READING_CODE = (
    f"{_WORDS}_action_of_a_contacts_history_is_said_in_words",
    f"{_WORDS}_field_that_an_entry_of_the_history_names_has_a_label",
    f"{_WORDS}_reason_of_a_provider_that_we_name_and_every_purpose_of_a_link_is_said_in_words",
    "tests/domain/base/test_field_errors.py::test_every_pattern_is_said_in_words",
    "tests/domain/offboarding/test_nouns.py",
)
_DOMAIN = "contactbook/domain"

AREAS = {
    "consent": Area(
        (f"{_DOMAIN}/consent/*.py",),
        ("tests/domain/consent", "tests/functions/contacts_api/consent", "tests/functions/reconsent"),
    ),
    "decisions": Area((f"{_DOMAIN}/decisions/*.py",), ("tests/domain/decisions",)),
    "permissions": Area(
        (f"{_DOMAIN}/permissions/*.py", f"{_DOMAIN}/refusals/*.py"),
        ("tests/domain/permissions", "tests/domain/refusals"),
    ),
    "uniqueness": Area(
        (f"{_DOMAIN}/contacts/uniqueness/*.py",),
        ("tests/domain/contacts", "tests/functions/contacts_api/contacts/test_uniqueness.py", "tests/functions/settings_api"),
    ),
    "isolation": Area(
        ("contactbook/storage/base/keys.py", f"{_DOMAIN}/contacts/access.py", "contactbook/api/identity.py"),
        ("tests/storage/base/test_keys.py", "tests/domain/contacts/test_access.py", "tests/api/test_claims.py"),
    ),
    "tokens": Area(
        (f"{_DOMAIN}/base/sealing.py", f"{_DOMAIN}/base/key_ring.py", f"{_DOMAIN}/links/links.py", f"{_DOMAIN}/base/paging.py"),
        (*(f"tests/domain/base/test_{one}.py" for one in ("sealing", "key_ring", "paging")), "tests/domain/links/test_links.py"),
    ),
    "domain": Area((f"{_DOMAIN}/*.py",), ("tests/domain",), least=85),
}
