"""The CSV exports of Outlook, in English and in Greek, from Windows and from the web."""

from collections.abc import Sequence

from contactbook.domain.imports.presets.tools import Preset

# The place of each phone and its type; the mobile is first, so that a text finds it.
_PHONES = (
    ("mobile", "Mobile Phone", "Κινητό τηλέφωνο", "Κινητό"),
    ("home", "Home Phone", "Τηλέφωνο οικίας", "Τηλέφωνο σπιτιού"),
    ("home", "Home Phone 2", "Τηλέφωνο οικίας 2", "Τηλέφωνο σπιτιού 2"),
    ("work", "Business Phone", "Τηλέφωνο εργασίας", "Τηλέφωνο γραφείου", "Τηλέφωνο επιχείρησης"),
    ("work", "Business Phone 2", "Τηλέφωνο εργασίας 2", "Τηλέφωνο γραφείου 2", "Τηλέφωνο επιχείρησης 2"),
    ("work", "Company Main Phone", "Κύριο τηλέφωνο εταιρείας"),
    ("other", "Other Phone", "Άλλο τηλέφωνο"),
    ("other", "Primary Phone", "Κύριο τηλέφωνο"),
    ("other", "Car Phone", "Τηλέφωνο αυτοκινήτου"),
)
_ADDRESSES = (
    ("home", "Home", ("οικίας", "σπιτιού", "κατοικίας", "(οικία)", "(σπίτι)")),
    ("business", "Business", ("εργασίας", "επιχείρησης", "γραφείου", "(εργασία)", "(επιχείρηση)")),
    ("home", "Other", ("άλλη", "άλλης", "(άλλη)", "(άλλο)")),
)
_PARTS = {
    "line_1": (("Street",), ("Οδός",)),
    "line_2": (("Street 2",), ("Οδός {} 2",)),
    "city": (("City",), ("Πόλη",)),
    "region": (("State",), ("Νομός", "Περιοχή", "Πολιτεία", "Νομός/Περιοχή")),
    "postal_code": (("Postal Code",), ("Ταχυδρομικός κώδικας", "Ταχ. κώδικας", "Τ.Κ.", "ΤΚ")),  # noqa: RUF001 - Greek letters
    "country": (("Country/Region", "Country"), ("Χώρα/Περιοχή", "Χώρα")),
}


def _phones() -> dict[str, Sequence[str]]:
    return {f"phones.{place}.number": names for place, (_, *names) in enumerate(_PHONES)}


def _addresses() -> dict[str, Sequence[str]]:
    return {
        f"addresses.{place}.{field}": (
            *(f"{english} {part}" for part in parts),
            *(part.format(one) if "{}" in part else f"{part} {one}" for one in greek for part in greek_parts),
        )
        for place, (_, english, greek) in enumerate(_ADDRESSES)
        for field, (parts, greek_parts) in _PARTS.items()
    }


def _emails() -> dict[str, Sequence[str]]:
    names = {0: "", 1: " 2", 2: " 3"}
    return {
        f"emails.{place}.address": (
            f"E-mail{number} Address",
            f"Email{number} Address",
            f"Διεύθυνση ηλεκτρονικού ταχυδρομείου{number}",
            f"Διεύθυνση ηλ. ταχυδρομείου{number}",
            f"Διεύθυνση e-mail{number}",
            f"Διεύθυνση email{number}",
            f"Ηλεκτρονικό ταχυδρομείο{number}",
        )
        for place, number in names.items()
    }


OUTLOOK = Preset(
    columns={
        "title": ("Title", "Τίτλος"),
        "first_name": ("First Name", "Όνομα"),
        "middle_name": ("Middle Name", "Μεσαίο όνομα", "Δεύτερο όνομα", "Πατρώνυμο"),
        "last_name": ("Last Name", "Επώνυμο"),
        "date_of_birth": ("Birthday", "Γενέθλια", "Ημερομηνία γέννησης"),
        "tags": ("Categories", "Κατηγορίες"),
        **_emails(),
        **_phones(),
        **_addresses(),
    },
    types={
        **{f"phones.{place}.type": kind for place, (kind, *_) in enumerate(_PHONES)},
        **{f"addresses.{place}.type": kind for place, (kind, *_) in enumerate(_ADDRESSES)},
    },
    separators={"tags": ";"},
    known_by=(
        ("E-mail Address", "Business Phone"),
        ("E-mail Address", "E-mail 2 Address"),
        ("Διεύθυνση ηλεκτρονικού ταχυδρομείου", "Κινητό τηλέφωνο"),
    ),
)
