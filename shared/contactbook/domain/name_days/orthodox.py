"""A starter set of name-day rules: the common Greek Orthodox name days.

Fixed days follow the Menologion of the Church of Greece (the new calendar); movable ones depend on Easter, which is
computed after J. Meeus, Astronomical Algorithms (2nd edition, chapter 8): the Julian Easter, converted to the Gregorian calendar.
"""

from datetime import date, timedelta

from contactbook.domain.settings.sending import NameDayRule

# Days between the Julian and the Gregorian calendar from March 1900 to February 2100.
_CALENDARS_APART = timedelta(days=13)

_FIXED: tuple[tuple[int, int, str], ...] = (
    (1, 1, "Βασίλειος, Βασίλης, Βασιλική, Vasileios, Vasilis, Vasiliki, Basil"),
    (1, 7, "Ιωάννης, Γιάννης, Ιωάννα, Γιάννα, Ioannis, Yiannis, Giannis, Ioanna, Gianna, John"),
    (1, 17, "Αντώνιος, Αντώνης, Αντωνία, Antonios, Antonis, Antonia, Anthony"),
    (1, 18, "Αθανάσιος, Θανάσης, Αθανασία, Athanasios, Thanasis, Athanasia"),
    (1, 20, "Ευθύμιος, Ευθυμία, Efthymios, Efthymia"),
    (1, 25, "Γρηγόριος, Γρηγόρης, Grigorios, Grigoris, Gregory"),
    (2, 10, "Χαράλαμπος, Χαραλαμπία, Charalambos, Haralambos, Charalampia"),
    (3, 25, "Ευάγγελος, Βαγγέλης, Ευαγγελία, Evangelos, Vangelis, Evangelia"),
    (5, 5, "Ειρήνη, Ρένα, Eirini, Irini, Irene"),
    (5, 21, "Κωνσταντίνος, Κώστας, Ντίνος, Κωνσταντίνα, Ελένη, Konstantinos, Costas, Kostas, Konstantina, Eleni, Helen"),
    (6, 29, "Πέτρος, Παύλος, Petros, Pavlos, Peter, Paul"),
    (6, 30, "Απόστολος, Αποστολία, Apostolos, Apostolia"),
    (7, 7, "Κυριακή, Κυριάκος, Kyriaki, Kyriakos"),
    (7, 17, "Μαρίνα, Μαρίνος, Marina, Marinos"),
    (7, 20, "Ηλίας, Ilias, Elias"),
    (7, 26, "Παρασκευή, Παρασκευάς, Paraskevi, Paraskevas"),
    (7, 27, "Παντελεήμων, Παντελής, Panteleimon, Pantelis"),
    (8, 6, "Σωτήριος, Σωτήρης, Σωτηρία, Sotirios, Sotiris, Sotiria"),
    (8, 15, "Μαρία, Μάριος, Παναγιώτης, Παναγιώτα, Δέσποινα, Maria, Marios, Mary, Panayiotis, Panagiotis, Panayiota, Despina"),
    (8, 30, "Αλέξανδρος, Αλεξάνδρα, Alexandros, Alexandra, Alexander"),
    (9, 14, "Σταύρος, Σταυρούλα, Stavros, Stavroula"),
    (9, 17, "Σοφία, Πίστη, Ελπίδα, Αγάπη, Sofia, Sophia, Elpida, Agapi"),
    (9, 20, "Ευστάθιος, Στάθης, Ευσταθία, Efstathios, Stathis, Efstathia"),
    (10, 18, "Λουκάς, Λουκία, Loukas, Loukia, Luke"),
    (10, 26, "Δημήτριος, Δημήτρης, Δήμητρα, Dimitrios, Dimitris, Dimitra"),
    (11, 8, "Μιχαήλ, Μιχάλης, Γαβριήλ, Άγγελος, Αγγελική, Michail, Michalis, Michael, Gabriel, Angelos, Angeliki"),
    (11, 9, "Νεκτάριος, Νεκταρία, Nektarios, Nektaria"),
    (11, 25, "Αικατερίνη, Κατερίνα, Καίτη, Aikaterini, Katerina, Catherine"),
    (11, 30, "Ανδρέας, Ανδριάνα, Andreas, Andriana, Andrew"),
    (12, 4, "Βαρβάρα, Varvara, Barbara"),
    (12, 6, "Νικόλαος, Νίκος, Νικολέτα, Nikolaos, Nicos, Nikos, Nikoleta, Nicholas"),
    (12, 9, "Άννα, Anna"),
    (12, 12, "Σπυρίδων, Σπύρος, Σπυριδούλα, Spyridon, Spyros, Spyridoula"),
    (12, 15, "Ελευθέριος, Λευτέρης, Ελευθερία, Eleftherios, Lefteris, Eleftheria"),
    (12, 25, "Χρήστος, Χριστίνα, Christos, Christina, Emmanuel"),
    (12, 26, "Εμμανουήλ, Μανώλης, Μανόλης, Emmanouil, Manolis"),
    (12, 27, "Στέφανος, Στεφανία, Stefanos, Stefania, Stephen"),
)
_GEORGE = "Γεώργιος, Γιώργος, Γεωργία, Georgios, Giorgos, Yiorgos, Georgia, George"
_MARK = "Μάρκος, Markos, Mark"
# Days after Easter, which is a Sunday.
_MOVABLE: tuple[tuple[int, str], ...] = (
    (-43, "Θεόδωρος, Θοδωρής, Θεοδώρα, Theodoros, Theodora"),
    (-8, "Λάζαρος, Lazaros, Lazarus"),
    (-7, "Βάιος, Βάια, Δάφνη, Vaios, Vaia, Dafni, Daphne"),
    (0, "Αναστάσιος, Τάσος, Αναστασία, Πασχάλης, Λάμπρος, Anastasios, Tasos, Anastasia, Paschalis, Lambros"),
    (7, "Θωμάς, Θωμαΐς, Thomas, Thomais"),
)


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday in the Gregorian calendar, for the years 1924 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + _CALENDARS_APART


def starter_rules(year: int) -> tuple[NameDayRule, ...]:
    """Return the rules of one year, by date.

    St George moves to Easter Monday if 23 April falls into Lent, and St Mark to the day after if 25 April does.
    """
    easter = orthodox_easter(year)
    george, mark = date(year, 4, 23), date(year, 4, 25)
    days = [(date(year, month, day), names) for month, day, names in _FIXED]
    days += [(easter + timedelta(days=after), names) for after, names in _MOVABLE]
    days.append((george if george > easter else easter + timedelta(days=1), _GEORGE))
    days.append((mark if mark > easter else easter + timedelta(days=2), _MARK))
    return tuple(NameDayRule(names=names, month=day.month, day=day.day) for day, names in sorted(days))
