"""The names of the months as they stand in a date, and yes and no, in each language in which people are told something."""

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "el": (
        "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου",
        "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
    ),
}  # fmt: skip
# No and yes.
FLAGS: dict[str, tuple[str, str]] = {"en": ("no", "yes"), "el": ("όχι", "ναι")}  # noqa: RUF001 - Greek letters
