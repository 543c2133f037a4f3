"""The encoding that a short file of names may have, as the preview offers it (S6.1, S6.3)."""

import pytest

from contactbook.domain.imports.preview.detection import encoding_of


@pytest.mark.feature("S6.1", "S6.3")
@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("windows-1253", "Άννα Ώρα"),
        ("iso-8859-7", "Άννα Ώρα"),
        ("windows-1253", "ΑΝΝΑ ΠΑΠΑ"),
        ("windows-1253", "ΨΕΥΔΕΣ,3-Φεβ"),
        ("windows-1252", "José Muñoz"),
        ("windows-1252", "François Lefèvre"),
        ("windows-1252", "Søren Ågård,Jürgen Groß,Ana Peña"),
        ("windows-1252", "£100,O\u2019Neil"),
        ("windows-1250", "Łukasz Żółć"),
        ("windows-1250", "Wojtěch Dvořák"),
        ("windows-1250", "Őze Tűzoltó"),
        ("iso-8859-2", "Łukasz Śmiały"),
        ("windows-1251", "Иван Петров"),
        ("windows-1251", "АННА"),
        ("iso-8859-5", "Иван Петров"),
        ("windows-1254", "Şükrü Yılmaz"),
        ("windows-1255", "משה כהן"),
        ("windows-1256", "محمد أحمد"),
        ("windows-1257", "Jānis Bērziņš"),
    ],
)
def test_a_file_of_one_person_shows_its_letters(encoding: str, names: str) -> None:
    head = f"Name,Mail\r\n{names},ann@example.com\r\n".encode(encoding)
    found, is_guess = encoding_of(head)
    assert (is_guess, head.decode(found or "ascii", "replace")) == (True, head.decode(encoding))


def test_what_is_no_text_of_a_language_is_left_to_the_library() -> None:
    assert encoding_of(b"a,b\r\n\x81\x8d\x8f\x90\x9d,\xff\r\n")[1]
