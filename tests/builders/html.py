"""The elements of HTML as a reader other than the product's finds them."""

from html.parser import HTMLParser


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.found.append((tag, tuple(name for name, _ in attrs)))


def elements_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each element but `br` with the names of its attributes."""
    reader = _Elements()
    reader.feed(text)
    reader.close()
    return reader.found
