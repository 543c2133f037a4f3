"""What people call the fields of a contact in the headers of their own files, in English and in Greek (S6.1)."""

import re
from collections.abc import Mapping

from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.imports.presets.tools import plain_header
from contactbook.domain.imports.reading.flags import is_opt_out

_WORDS: Mapping[str, str] = {
    "first_name": "first name|first|given name|firstname|forename|name first|fname|όνομα|μικρό όνομα|κύριο όνομα",
    "middle_name": "middle name|middlename|father's name|πατρώνυμο|μεσαίο όνομα|όνομα πατρός",
    "last_name": "last name|last|surname|family name|lastname|lname|επώνυμο|επίθετο",
    "full_name": "name|full name|fullname|contact name|contact|ονοματεπώνυμο|πλήρες όνομα",
    "title": "salutation|prefix|name prefix|προσφώνηση",
    "company_name": "company|company name|organization|organisation|business name|account name|εταιρεία|επωνυμία|εταιρία",
    "emails": (
        "email|e-mail|mail|email address|e-mail address|work email|personal email|email 1|email 2|e-mail 2|ηλεκτρονική διεύθυνση|"
        "ηλεκτρονικό ταχυδρομείο|διεύθυνση email|διεύθυνση ηλεκτρονικού ταχυδρομείου|ημέιλ"
    ),
    "phones": (
        "phone|telephone|tel|tel 1|tel 2|tel no|telephone 1|telephone 2|mobile 1|mobile 2|phone no|mobile no|mobile|mobile phone|cell|cell phone|phone number|mobile number|telephone number|home phone|work phone|phone 1|"
        "phone 2|τηλέφωνο 1|τηλέφωνο 2|τηλ|τηλ 1|τηλ 2|κιν|τηλέφωνο|κινητό|κινητό τηλέφωνο|σταθερό|σταθερό τηλέφωνο|αριθμός τηλεφώνου"
    ),
    "addresses.0.line_1": "address|street|street address|address 1|address line 1|διεύθυνση|οδός",
    "addresses.0.line_2": "address 2|address line 2|διεύθυνση 2",
    "addresses.0.city": "city|town|πόλη|δήμος",
    "addresses.0.region": "region|state|province|county|district|νομός|περιφέρεια|επαρχία",
    "addresses.0.postal_code": "postal code|zip|zip code|postcode|post code|τκ|ταχυδρομικός κώδικας|ταχ κώδικας",
    "addresses.0.country": "country|χώρα",
    "date_of_birth": "date of birth|birthday|birth date|birthdate|born|dob|ημερομηνία γέννησης|γενέθλια|ημ γέννησης|ημ/νια γέννησης|ημνια γέννησης|ημερ γέννησης",  # noqa: RUF001 - Greek letters
    "tags": "tags|labels|groups|group|ετικέτες|ομάδες",
    "language": "language|γλώσσα",
    "time_zone": "time zone|timezone|ζώνη ώρας",
    "identifiers.id_card.number": "id card|id card number|identity card|αριθμός ταυτότητας|ταυτότητα|αδτ",
    "identifiers.passport.number": "passport|passport number|διαβατήριο|αριθμός διαβατηρίου",
    "identifiers.vat_number": "vat|vat number|vat no|αριθμός φπα",
    "identifiers.tax_number": "tax number|tax id|tic|tin|αφμ|αριθμός φορολογικού μητρώου",
    "identifiers.registration_number": "registration number|company number|αριθμός εγγραφής|αριθμός μητρώου|γεμη",
    "identifiers.social_security_number": "social security number|ssn|αμκα|αριθμός κοινωνικών ασφαλίσεων",
}
_FIELD_OF_WORD = {
    plain_header(spelt): field
    for field, words in _WORDS.items()
    for word in words.split("|")
    for spelt in (word, word.replace("-", " "))
}
# Where programs end a word instead of writing a space: postal_code, postal-code, postalCode.
_WORD_ENDS = re.compile(r"[_\W]+|(?<=[a-z])(?=[A-Z0-9])")
# How a form asks for a date, or marks a field: Date of birth (dd/mm/yyyy).
_HINT = re.compile(r"\((?:[dmyηεμ./ -]{1,20}|optional|required|προαιρετικό)\)", re.IGNORECASE)
# Headers with one of these say who may be contacted. They are never mapped by a guess.
PERMISSION_WORDS = tuple(
    map(
        plain_header,
        [
            *("newsletter", "marketing", "consent", "permission", "gdpr", "contactable", "mailable"),
            *(
                "optin",
                "optout",
                "opted",
                "subscri",
                "unsub",
                "donot",
                "dontcall",
                "dontemail",
                "dontcontact",
                "noemail",
                "nocall",
            ),
            *("nocontact", "nomail", "blocked", "blocklist", "blacklist", "bounce", "suppress", "complain", "spam", "cleaned"),
            *(
                "cleantime",
                "removed",
                "abgemeldet",
                "widerspruch",
                "συγκατάθεση",
                "συναίνεση",
                "ενημερωτικό",
                "διαφημ",
                "απεγγραφ",
            ),
            *(
                "διαγραφ",
                "αποκλεισμ",
                "μηνεπικοιν",
                "εξαίρεσ",
                "ενημέρωσ",
                "αποδοχή",
                "αποδέχ",
                "δενεπιθυμ",
                "επιθυμεί",
                "προωθητικ",
                "μάρκετινγκ",
            ),
        ],
    )
)


def field_of(header: str) -> str | None:
    """Return the field that people call so, also where a program has joined the words or a form has marked them."""
    header = _HINT.sub("", header)
    return _FIELD_OF_WORD.get(plain_header(header)) or _FIELD_OF_WORD.get(plain_header(_WORD_ENDS.sub(" ", header)))


def says_who(header: str) -> bool:
    """True if the header seems to say who may be contacted, or who may not, however its words are joined."""
    joined = "".join(letter for letter in plain_header(header) if letter.isalnum())
    return any(word in joined for word in PERMISSION_WORDS)


def says_no(cell: Cell) -> bool:
    """True if the cell alone says that somebody may not be contacted."""
    return isinstance(cell, str) and is_opt_out(cell)
