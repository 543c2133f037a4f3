"""What is read page by page is read to its end, and no page before it is needed."""

from itertools import islice

from contactbook.domain.base.paging import After, every


class Shelf:
    """Three pages, the second of them empty."""

    def __init__(self) -> None:
        self.asked: list[After | None] = []

    def page(self, after: After | None) -> tuple[list[int], After | None]:
        self.asked.append(after)
        number = int(after["page"]) if after else 0
        return [[1, 2], [], [3]][number], {"page": str(number + 1)} if number < 2 else None


def test_every_page_is_read_in_order_although_one_is_empty() -> None:
    assert list(every(Shelf().page)) == [1, 2, 3]


def test_a_page_is_read_only_when_it_is_needed() -> None:
    shelf = Shelf()
    assert list(islice(every(shelf.page), 2)) == [1, 2]
    assert shelf.asked == [None]


def test_reading_goes_on_where_it_was_left() -> None:
    shelf = Shelf()
    assert list(every(shelf.page, after={"page": "2"})) == [3]
    assert shelf.asked == [{"page": "2"}]
