"""Importing: a file is dropped, its mapping corrected, tried, taken in and taken back."""

import pytest

from tests.scenarios.conftest import Stack
from tests.scenarios.portal.conftest import Visit

ROWS = (
    b"First;Surname of it;Mail;Born\nEleni;Georgiou;eleni@example.com;03/04/1980\nNikos;Petrou;nikos at example.com;05/06/1981\n"
)


@pytest.mark.feature("S6.1", "S6.9")
def test_a_dropped_file_is_mapped_tried_taken_in_and_taken_back(stack: Stack, visit: Visit) -> None:
    acme = stack.tenant()
    visitor = visit(acme, "imports")
    visitor.tab.get_by_label("Drop a CSV").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": ROWS})
    visitor.sees("csv, utf-8, “;”")
    visitor.sees("A date such as 03/04/1980 can be read in two ways.")
    visitor.tab.get_by_label("Dates are written like").select_option("dmy")
    visitor.tab.get_by_text("can be read in two ways").wait_for(state="detached")
    surname = visitor.tab.get_by_label("Field of Surname of it")
    surname.fill("last_name")
    surname.press("Tab")
    visitor.sees("You said so.")

    visitor.press("Dry run")
    stack.drain()
    visitor.tab.get_by_role("region", name="Rows that did not come in").get_by_text("nikos at example.com").wait_for()
    assert acme.get("/v1/contacts")["items"] == []

    visitor.tab.get_by_role("button", name="Import", exact=True).dblclick()
    visitor.tab.get_by_role("heading", name="Import", level=1).wait_for()
    stack.drain()
    visitor.tab.get_by_role("button", name="Take it back").wait_for()
    visitor.tab.get_by_role("list", name="Import").get_by_role("listitem").filter(has_text="created").get_by_text("1").wait_for()
    (eleni,) = acme.get("/v1/contacts")["items"]
    assert (eleni["last_name"], eleni["date_of_birth"]) == ("Georgiou", "1980-04-03")
    assert len(acme.get("/v1/imports")["items"]) == 2

    visitor.press("Take it back")
    stack.drain()
    visitor.sees("Rows: 1. Left, because they were changed since: 0.")
    assert acme.get("/v1/contacts")["items"] == []


@pytest.mark.torture
def test_a_file_of_another_kind_is_refused_before_it_is_sent(stack: Stack, visit: Visit) -> None:
    visitor = visit(stack.tenant(), "imports")
    visitor.tab.get_by_label("Drop a CSV").set_input_files(
        {"name": "people.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    visitor.tab.get_by_role("alert").get_by_text("must be .csv").wait_for()
