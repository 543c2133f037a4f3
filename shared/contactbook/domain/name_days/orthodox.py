"""A starter set of name-day rules: the common Greek Orthodox name days.

Fixed days follow the Menologion of the Church of Greece (the new calendar); movable ones depend on Orthodox Easter.
"""

from contactbook.domain.settings.sending import NameDayRule

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
# Days after Easter, which is a Sunday.
_MOVABLE: tuple[tuple[int, str], ...] = (
    (-43, "Θεόδωρος, Θοδωρής, Θεοδώρα, Theodoros, Theodora"),
    (-8, "Λάζαρος, Lazaros, Lazarus"),
    (-7, "Βάιος, Βάια, Δάφνη, Vaios, Vaia, Dafni, Daphne"),
    (0, "Αναστάσιος, Τάσος, Αναστασία, Πασχάλης, Λάμπρος, Anastasios, Tasos, Anastasia, Paschalis, Lambros"),
    (7, "Θωμάς, Θωμαΐς, Thomas, Thomais"),
)


# The day as a rule says it, where it falls after Easter, and how many days after Easter it is kept otherwise.
_AFTER_EASTER: tuple[tuple[int, int, int, str], ...] = (
    (4, 23, 1, "Γεώργιος, Γιώργος, Γεωργία, Georgios, Giorgos, Yiorgos, Georgia, George"),
    (4, 25, 2, "Μάρκος, Markos, Mark"),
)


def starter_rules() -> tuple[NameDayRule, ...]:
    """Return the rules: the movable ones, then the fixed ones by date. Movable days are computed anew each year.

    St George is kept on Easter Monday unless 23 April comes after Easter, and St Mark on the day after it unless 25 April does.
    """
    movable = [NameDayRule(names=names, easter_offset=after) for after, names in _MOVABLE]
    waiting = [
        NameDayRule(names=names, month=month, day=day, if_before_easter=after) for month, day, after, names in _AFTER_EASTER
    ]
    return (*movable, *waiting, *(NameDayRule(names=names, month=month, day=day) for month, day, names in _FIXED))
