"""Files as answers."""


def attached(name: str) -> dict[str, str | list[str]]:
    """The header under which a browser keeps an answer as a file of this name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
