"""Name-day rules: which name day a contact gets, and when the rules run."""

from datetime import date

import pytest
from pydantic import ValidationError

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.name_days.orthodox import starter_rules
from contactbook.domain.name_days.rules import (
    day_by_name,
    is_celebrated_on,
    is_run_due,
    name_day_of,
    orthodox_easter,
    rules_from_csv,
    rules_to_csv,
    with_name_day,
)
from contactbook.domain.settings.sending import NameDayFrequency, NameDayMode, NameDayRule
from tests.builders.contacts import a_contact

RULES = (NameDayRule(names="Mary, Maria, Mario", month=8, day=15), NameDayRule(names="Maria, Άννα", month=9, day=9))
INDEX = day_by_name(RULES, 2026)


@pytest.mark.feature("S2.55", "S2.62")
@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Maria", "08-15"),
        (" MARIA ", "08-15"),
        ("María", "08-15"),
        ("Μαρία", "08-15"),
        ("Maria Elena", "08-15"),
        ("Anna", "09-09"),
        ("ΑΝΝΑ", "09-09"),
        ("Ann", None),
        ("Marianna", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_matches_whole_without_accents_and_case(name, day):
    found = name_day_of(name, INDEX)
    assert (found and found.day) == day


@pytest.mark.feature("S2.63")
def test_the_first_of_several_rules_wins():
    assert day_by_name(tuple(reversed(RULES)), 2026)["maria"].day == "09-09"
    assert INDEX["maria"].day == "08-15"


@pytest.mark.feature("S2.63")
@pytest.mark.parametrize("name", ["Maria Anna", "Anna Maria"])
def test_one_name_that_holds_two_rules_names_follows_the_rules_order(name):
    rules = (NameDayRule(names="Anna", month=12, day=9), NameDayRule(names="Maria", month=8, day=15))
    assert name_day_of(name, day_by_name(rules, 2026)).day == "12-09"
    assert name_day_of(name, day_by_name(rules[::-1], 2026)).day == "08-15"


@pytest.mark.feature("S2.58")
def test_mode_all_overwrites_a_name_day():
    assert with_name_day(a_contact(first_name="Maria", name_day="01-01"), INDEX, NameDayMode.ALL).name_day == "08-15"


@pytest.mark.feature("S2.59")
def test_mode_without_leaves_a_name_day_that_is_set():
    assert with_name_day(a_contact(first_name="Maria", name_day="01-01"), INDEX, NameDayMode.WITHOUT).name_day == "01-01"
    assert with_name_day(a_contact(first_name="Maria"), INDEX, NameDayMode.WITHOUT).name_day == "08-15"


@pytest.mark.feature("S2.60")
@pytest.mark.parametrize("mode", NameDayMode)
def test_a_company_never_gets_a_name_day(mode):
    company = a_contact(kind="company", company_name="Maria", last_name=None)
    assert with_name_day(company, INDEX, mode) == company


@pytest.mark.feature("S2.64")
def test_the_29th_of_february_is_celebrated_every_year():
    assert is_celebrated_on("02-29", date(2028, 2, 29))
    assert not is_celebrated_on("02-29", date(2028, 2, 28))
    assert is_celebrated_on("02-29", date(2027, 2, 28))


@pytest.mark.feature("S2.65")
def test_a_name_day_is_today_or_not():
    assert is_celebrated_on("08-15", date(2026, 8, 15))
    assert not is_celebrated_on("08-15", date(2026, 8, 16))
    assert not is_celebrated_on(None, date(2026, 8, 15))


@pytest.mark.feature("S2.56")
@pytest.mark.parametrize(
    ("frequency", "last", "today", "due"),
    [
        (NameDayFrequency.DAILY, date(2026, 3, 1), date(2026, 3, 1), False),
        (NameDayFrequency.DAILY, date(2026, 3, 1), date(2026, 3, 2), True),
        (NameDayFrequency.WEEKLY, date(2026, 3, 1), date(2026, 3, 7), False),
        (NameDayFrequency.WEEKLY, date(2026, 3, 1), date(2026, 3, 8), True),
        (NameDayFrequency.MONTHLY, date(2026, 1, 31), date(2026, 2, 1), True),
        (NameDayFrequency.MONTHLY, date(2026, 2, 1), date(2026, 2, 28), False),
        (NameDayFrequency.NEVER, None, date(2026, 2, 28), False),
        (NameDayFrequency.DAILY, None, date(2026, 2, 28), True),
    ],
)
def test_the_rules_run_as_often_as_configured(frequency, last, today, due):
    assert is_run_due(frequency, last, today) is due


@pytest.mark.feature("S2.61")
def test_exported_rules_import_as_they_were():
    assert rules_from_csv(rules_to_csv(RULES)) == RULES
    assert rules_from_csv("\ufeff" + rules_to_csv(RULES)) == RULES


@pytest.mark.feature("S2.61")
@pytest.mark.parametrize(
    "text",
    ["", "x", "names,month,day\nMaria,2,30", "names,month\nMaria,2", 'names,month,day\n"Maria,2,3', "names,month,day\nM,a,1"],
)
def test_a_file_that_holds_no_rules_is_refused(text):
    with pytest.raises(ValidationFailed):
        rules_from_csv(text)


@pytest.mark.feature("S2.61")
def test_a_line_that_is_not_a_rule_is_named_with_what_it_needs():
    with pytest.raises(ValidationFailed) as refused:
        rules_from_csv("names,month,day\nMaria,8,15\nEleni,2,30")
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("/csv/3", "not_a_rule")
    assert error.message == "The line needs names, and a month (1-12) and a day of it or an easter_offset."


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2023, date(2023, 4, 16)),
        (2024, date(2024, 5, 5)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 12)),
        (2027, date(2027, 5, 2)),
    ],
)
def test_orthodox_easter_falls_on_its_sunday(year, easter):
    assert orthodox_easter(year) == easter
    assert easter.isoweekday() == 7


@pytest.mark.feature("S2.55")
@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Γιώργος", 2024, "05-06"),
        ("Giorgos", 2026, "04-23"),
        # 23 April is Easter Sunday itself.
        ("George", 2006, "04-24"),
        ("Mark", 2024, "05-07"),
        ("Lazaros", 2026, "04-04"),
        ("Thomas", 2027, "05-09"),
    ],
)
def test_the_starter_set_moves_with_easter(name, year, day):
    found = name_day_of(name, day_by_name(starter_rules(), year))
    assert (found.day, found.moves) == (day, True)


@pytest.mark.feature("S2.55", "S2.58", "S2.59")
def test_a_day_that_moved_is_given_anew_each_year_and_one_that_somebody_set_is_not():
    rules = starter_rules()
    first = with_name_day(a_contact(first_name="Giorgos"), day_by_name(rules, 2024), NameDayMode.WITHOUT)
    assert first.name_day == "05-06"
    following = day_by_name(rules, 2026)
    assert with_name_day(first, following, NameDayMode.WITHOUT, only_moving=True).name_day == "04-23"
    changed = with_fields(first, name_day="01-01")
    for contact in (changed, a_contact(first_name="Giorgos"), a_contact(first_name="Maria")):
        assert with_name_day(contact, following, NameDayMode.WITHOUT, only_moving=True) == contact
    assert with_name_day(changed, following, NameDayMode.WITHOUT) == changed


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"month": 4},
        {"month": 4, "day": 31},
        {"easter_offset": 1, "month": 4, "day": 3},
        {"easter_offset": 1, "if_before_easter": 1},
        {"if_before_easter": 1},
        {"easter_offset": 71},
    ],
)
def test_a_rule_has_one_way_to_its_day(rule):
    with pytest.raises(ValidationError):
        NameDayRule.model_validate({"names": "Maria", **rule})


@pytest.mark.feature("S2.61")
def test_rules_that_move_come_back_from_the_file():
    rules = starter_rules()
    assert rules_from_csv(rules_to_csv(rules)) == rules
