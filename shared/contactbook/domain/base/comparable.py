"""The one form in which email addresses and phone numbers are compared, everywhere (S5.11)."""

from contactbook.domain.base.text import fold

# Begins a label of a domain that is written in ASCII only.
_PUNYCODE = "xn--"


def comparable_email(address: str) -> str:
    """Return the form in which two email addresses are compared (S4.6, S5.11).

    Case, width and invisible characters make no difference, nor whether the domain is written in Unicode or in punycode.
    """
    local, at, domain = fold(address).rpartition("@")
    return f"{local}{at}{comparable_domain(domain)}" if at else domain


def comparable_domain(domain: str) -> str:
    """Return the form in which two domains are compared: folded, with international labels in Unicode (S5.11)."""
    folded = fold(domain).replace("\u3002", ".").rstrip(".")
    if _PUNYCODE not in folded:
        return folded
    return fold(".".join(_unicode_label(label) for label in folded.split(".")))


def comparable_address(address: str) -> str:
    """Return the form in which two email addresses, or two phones in E.164, are compared (S5.11)."""
    return comparable_email(address) if "@" in address else fold(address).replace(" ", "")


def _unicode_label(label: str) -> str:
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        # Not what it claims to be: it is compared as it is written.
        return label
