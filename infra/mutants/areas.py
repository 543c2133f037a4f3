"""What is broken, which tests must notice, and how many of the changes at least."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """Modules below `shared/`, the tests that know them, and the least share of changes that they must notice, in percent."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    least: int = 95


# Tests that read the text of the code, start a process of their own with it, or count what it calls: in the copy every function has all its
# changes beside it and a caller before it, so they tell nothing about one change.
_WORDS = "tests/domain/erasure/test_export_words.py::test_every"
NOT_IN_THE_COPY = (
    f"{_WORDS}_action_of_a_contacts_history_is_said_in_words",
    f"{_WORDS}_field_that_an_entry_of_the_history_names_has_a_label",
    f"{_WORDS}_reason_of_a_provider_that_we_name_and_every_purpose_of_a_link_is_said_in_words",
    "tests/domain/base/test_field_errors.py::test_every_pattern_is_said_in_words",
    "tests/domain/offboarding/test_nouns.py",
    *(f"tests/functions/{one}.py" for one in ("docs_api/test_files", "test_imported_modules", "test_snapshots")),
    "tests/functions/delivery_feedback/test_app.py::test_the_function_starts_without_the_modules_for_signatures",
    "tests/functions/offboarding/test_hand_over.py::test_the_histories_are_checked_offline_with_what_is_in_the_zip",
    "tests/services/contacts/test_registration.py::test_a_request_to_create_a_contact_is_validated_once",
    "tests/services/offboarding/test_job_faults.py::test_a_worker_that_dies_at_any_call_of_the_hand_over_leaves_the_same_zip",
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
    "domain": Area((f"{_DOMAIN}/*.py",), ("tests/domain", "tests/services", "tests/functions"), least=85),
}
