"""The presets: what each fills in for the header rows that its tool writes."""

import csv
from pathlib import Path

import pytest

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.fields import cell_reader
from contactbook.domain.imports.paths import contained_paths
from contactbook.domain.imports.presets.filling import PRESETS, preset_of, request_for
from contactbook.domain.imports.presets.tools import PresetName
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.settings.fields import CustomFields

FILES = Path(__file__).parents[3] / "functions" / "contacts_api" / "imports" / "files"
GOOGLE_TODAY = [
    "First Name",
    "Middle Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Middle Name",
    "Phonetic Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "File As",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "E-mail 2 - Label",
    "E-mail 2 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Address 1 - Label",
    "Address 1 - Formatted",
    "Address 1 - Street",
    "Address 1 - City",
    "Address 1 - PO Box",
    "Address 1 - Region",
    "Address 1 - Postal Code",
    "Address 1 - Country",
    "Address 1 - Extended Address",
    "Website 1 - Label",
    "Website 1 - Value",
]
OUTLOOK_WEB = [
    "First Name",
    "Middle Name",
    "Last Name",
    "Title",
    "Suffix",
    "Nickname",
    "Given Yomi",
    "Surname Yomi",
    "E-mail Address",
    "E-mail 2 Address",
    "E-mail 3 Address",
    "Home Phone",
    "Home Phone 2",
    "Business Phone",
    "Business Phone 2",
    "Mobile Phone",
    "Car Phone",
    "Other Phone",
    "Primary Phone",
    "Pager",
    "Company",
    "Business Street",
    "Business City",
    "Business State",
    "Business Postal Code",
    "Business Country/Region",
    "Birthday",
    "Notes",
    "Categories",
]
OUTLOOK_GREEK = [
    "Τίτλος",
    "Όνομα",
    "Μεσαίο όνομα",
    "Επώνυμο",
    "Εταιρεία",
    "Οδός εργασίας",
    "Πόλη εργασίας",
    "Ταχυδρομικός κώδικας εργασίας",
    "Χώρα/Περιοχή εργασίας",
    "Κινητό τηλέφωνο",
    "Τηλέφωνο εργασίας",
    "Διεύθυνση ηλεκτρονικού ταχυδρομείου",
    "Διεύθυνση ηλεκτρονικού ταχυδρομείου 2",
    "Γενέθλια",
    "Κατηγορίες",
]
HUBSPOT = ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Unsubscribed from all email"]
SALESFORCE_REPORT = [
    "Salutation",
    "First Name",
    "Last Name",
    "Mailing Street",
    "Mailing Country",
    "Mobile",
    "Email",
    "Email Opt Out",
]
MAILCHIMP_CLEANED = [
    "Email Address",
    "First Name",
    "Last Name",
    "MEMBER_RATING",
    "CLEAN_TIME",
    "CLEAN_CAMPAIGN_TITLE",
    "LEID",
    "EUID",
    "TAGS",
]


def filled(preset: PresetName, header: list[str], **said: object) -> ImportRequest:
    return request_for(ImportRequest(kind=ContactKind.PERSON, preset=preset, **said), header)  # type: ignore[arg-type]  # named arguments of the two


def header_of(file: str) -> list[str]:
    with (FILES / file).open(encoding="utf-8", newline="", errors="replace") as lines:
        return next(csv.reader(lines))


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("name", "header"),
    [
        (PresetName.GOOGLE, GOOGLE_TODAY),
        (PresetName.GOOGLE, header_of("F01-google-multi.csv")),
        (PresetName.OUTLOOK, OUTLOOK_WEB),
        (PresetName.OUTLOOK, OUTLOOK_GREEK),
        (PresetName.OUTLOOK, header_of("F05-outlook-cp1253.csv")),
        (PresetName.HUBSPOT, HUBSPOT),
        (PresetName.SALESFORCE, SALESFORCE_REPORT),
        (PresetName.SALESFORCE, header_of("F31-salesforce-opt-out.csv")),
        (PresetName.MAILCHIMP, MAILCHIMP_CLEANED),
        (PresetName.MAILCHIMP, header_of("F30-mailchimp-unsubscribed.csv")),
    ],
)
def test_a_preset_knows_the_headers_of_its_tool(name: PresetName, header: list[str]) -> None:
    found = filled(name, header)
    assert {"first_name", "emails.0.address"} <= set(found.columns)
    assert set(found.columns.values()) <= set(header)
    assert preset_of(header) is name


@pytest.mark.feature("S6.2")
def test_every_field_of_a_preset_is_one() -> None:
    for preset in PRESETS.values():
        paths = [*preset.columns, *preset.types]
        assert contained_paths(paths) == []
        for path in paths:
            cell_reader(path, CustomFields())


@pytest.mark.feature("S6.2")
def test_google_fills_several_emails_phones_and_groups() -> None:
    found = filled(PresetName.GOOGLE, GOOGLE_TODAY)
    assert found.columns["emails.1.address"] == "E-mail 2 - Value"
    assert (found.columns["emails.0.type"], found.columns["tags"]) == ("E-mail 1 - Label", "Labels")
    assert found.columns["addresses.0.line_1"] == "Address 1 - Street"
    assert found.separators["tags"] == ":::"
    assert found.opt_outs == {}


@pytest.mark.feature("S6.2")
def test_outlook_states_the_types_of_the_columns_that_a_file_has() -> None:
    found = filled(PresetName.OUTLOOK, OUTLOOK_GREEK)
    assert {found.columns["phones.0.number"], found.columns["phones.3.number"]} == {"Κινητό τηλέφωνο", "Τηλέφωνο εργασίας"}
    assert found.constants == {"phones.0.type": "mobile", "phones.3.type": "work", "addresses.1.type": "business"}


@pytest.mark.feature("S6.2")
@pytest.mark.parametrize(
    ("name", "header", "column"),
    [
        (PresetName.SALESFORCE, header_of("F31-salesforce-opt-out.csv"), "HasOptedOutOfEmail"),
        (PresetName.SALESFORCE, SALESFORCE_REPORT, "Email Opt Out"),
        (PresetName.HUBSPOT, HUBSPOT, "Unsubscribed from all email"),
        (PresetName.MAILCHIMP, header_of("F30-mailchimp-unsubscribed.csv"), "UNSUB_TIME"),
        (PresetName.MAILCHIMP, MAILCHIMP_CLEANED, "CLEAN_TIME"),
    ],
)
def test_the_column_of_a_no_is_an_opt_out_of_all_marketing(name: PresetName, header: list[str], column: str) -> None:
    found = filled(name, header)
    assert {purpose.value: named for purpose, named in found.opt_outs.items()} == {
        "direct_marketing": column,
        "affiliate_marketing": column,
    }
    assert column not in found.columns.values()


@pytest.mark.feature("S6.2")
def test_what_the_request_says_counts_more_than_the_preset() -> None:
    said = {
        "columns": {"custom.x": "Notes", "tags.0": "Nickname"},
        "constants": {"first_name": "Ann"},
        "separators": {"tags": "|"},
    }
    found = filled(PresetName.GOOGLE, GOOGLE_TODAY, **said)
    assert (found.columns["custom.x"], found.columns["tags.0"], found.constants) == ("Notes", "Nickname", {"first_name": "Ann"})
    assert "tags" not in found.columns
    assert "first_name" not in found.columns
    assert found.separators["tags"] == "|"


@pytest.mark.feature("S6.2")
def test_a_file_of_another_tool_is_refused() -> None:
    with pytest.raises(ValidationFailed) as refused:
        filled(PresetName.GOOGLE, ["Nome", "Cognome"])
    assert {one.field: one.code for one in refused.value.errors} == {"/preset": "preset_mismatch"}
    assert preset_of(["First Name", "Email"]) is None
