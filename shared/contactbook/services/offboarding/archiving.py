"""The entries of a hand-over's ZIP in their order, step by step: texts and schemas, one file of lines a noun, the documents."""

import zlib

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.offboarding import archive
from contactbook.domain.offboarding.nouns import nouns
from contactbook.domain.offboarding.offboarding import Offboarding, Packing
from contactbook.domain.offboarding.readable import file_name_of
from contactbook.domain.offboarding.texts import text_files
from contactbook.gateways import files
from contactbook.services.offboarding.places import directory_key, documents_of, pieces_of


class Archiving:
    """A ZIP that is being written. `content` and `directory` are what belongs to the part that was not sent yet."""

    def __init__(self, found: Offboarding) -> None:
        self._found = found
        self._texts = list(text_files(found).items())
        self._nouns = list(nouns())
        self._listed: list[str] = []
        self.packing = found.packing or Packing(upload_id="")
        self.content = bytearray()
        self.directory = bytearray()

    @staticmethod
    def entries_of(found: Offboarding) -> int:
        """Return how many entries the ZIP will have about: a document that was never uploaded has none."""
        return len(text_files(found)) + len(nouns()) + found.nouns.get("attachments", 0)

    def step(self) -> bool:
        """Add one piece of an entry. Return False if no entry is left."""
        texts, place = len(self._texts), self.packing.entry
        if place < texts:
            name, text = self._texts[place]
            self._open(name)
            self._add(text)
            self._close(name, entry=place + 1, after="")
            return True
        if place < texts + len(self._nouns):
            self._step_of_noun(self._nouns[place - texts])
            return True
        return self._step_of_document()

    def sent(self) -> Packing:
        """Note that the part was sent. Return how far the ZIP is."""
        self.packing = with_fields(self.packing, parts=self.packing.parts + 1, length=self.packing.length + len(self.content))
        self.content.clear()
        self.directory.clear()
        return self.packing

    def last_part(self) -> bytes:
        """Return the last part: what is left, the directory of all entries, and the end."""
        kept = [_whole(directory_key(self._found, number)) for number in range(1, self.packing.parts + 1)]
        directory = b"".join([*kept, bytes(self.directory)])
        start = self.packing.length + len(self.content)
        return bytes(self.content) + directory + archive.end(self.packing.entries, directory=len(directory), start=start)

    def _step_of_noun(self, noun: str) -> None:
        self._open(f"{noun}.jsonl")
        prefix = pieces_of(self._found, noun)
        key = self._next_key(prefix) if self._found.nouns.get(noun) else None
        if key is None:
            self._close(f"{noun}.jsonl", entry=self.packing.entry + 1, after="")
            return
        self._add(_whole(key))
        self.packing = with_fields(self.packing, after=key)

    def _step_of_document(self) -> bool:
        key = self._next_key(documents_of(self._found.tenant_id))
        if key is None:
            return False
        self._open(file_name_of(key))
        chunk = _chunk(key, self.packing.raw)
        self._add(chunk)
        if len(chunk) < files.PIECE:
            self._close(file_name_of(key), entry=self.packing.entry, after=key)
        return True

    def _next_key(self, prefix: str) -> str | None:
        """Return the key that follows the last one that is done. One request for a thousand."""
        while self._listed and (not self._listed[0].startswith(prefix) or self._listed[0] <= self.packing.after):
            self._listed.pop(0)
        if not self._listed:
            self._listed = [one.key for one in files.page_of_files(prefix, after=self.packing.after)[0]]
        return self._listed[0] if self._listed else None

    def _open(self, name: str) -> None:
        if not self.packing.open:
            start = self.packing.length + len(self.content)
            self.packing = with_fields(self.packing, open=True, start=start, checksum=0, raw=0, packed=0)
            self.content += archive.header(name, self._found.requested_at)

    def _add(self, piece: bytes) -> None:
        if piece:
            packed = archive.deflated(piece)
            self.content += packed
            self.packing = with_fields(
                self.packing,
                checksum=zlib.crc32(piece, self.packing.checksum),
                raw=self.packing.raw + len(piece),
                packed=self.packing.packed + len(packed),
            )

    def _close(self, name: str, *, entry: int, after: str) -> None:
        at, state = self._found.requested_at, self.packing
        packed = state.packed + len(archive.END_OF_ENTRY)
        self.content += archive.END_OF_ENTRY + archive.descriptor(state.checksum, packed, state.raw)
        self.directory += archive.directory_entry(
            name, at, checksum=state.checksum, packed=packed, raw=state.raw, start=state.start
        )
        self.packing = with_fields(state, open=False, entries=state.entries + 1, entry=entry, after=after)


def _whole(key: str) -> bytes:
    with files.open_file(key) as file:
        return file.read()


def _chunk(key: str, start: int) -> bytes:
    """Return the next bytes of a document; none if it is gone meanwhile."""
    try:
        with files.open_file(key, start=start) as file:
            return file.read(files.PIECE)
    except NotFound:
        return b""
