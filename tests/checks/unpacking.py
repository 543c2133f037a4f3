"""What stored bytes say once they are unpacked: escaped, deflated, zipped, in Base64, base85 or hex, and one inside another."""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from contactbook.storage.base.documents import unpacked

# How deep one packing may lie in another: base85 of zlib in a packed document is three.
_DEPTH = 4
_MOST = 20_000_000
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
# A letter in JSON that lies as a text in other JSON.
_ESCAPED = re.compile(rb"\\+u([0-9a-fA-F]{4})")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_BASE85 = re.compile(rb"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{16,}")


def readings(content: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """Yield the content as it is, and everything that is packed somewhere in it."""
    yield content
    if depth:
        for inner in dict.fromkeys(_unpacked(content)):
            yield from readings(inner, depth - 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if _ESCAPED.search(content):
        yield _ESCAPED.sub(_letter, content)
    yield from _documents(content)
    yield from _members(content)
    for found in _ZLIB.finditer(content):
        yield from _inflated(content[found.start() :], zlib.MAX_WBITS)
    for found in _GZIP.finditer(content):
        yield from _inflated(content[found.start() :], zlib.MAX_WBITS | 16)
    for found in _HEX.finditer(content):
        yield bytes.fromhex(found[0].decode())
    for found in _BASE64.finditer(content):
        yield from _from_base64(found[0])
    for found in _BASE85.finditer(content):
        yield from _from_base85(found[0])


def _letter(found: re.Match[bytes]) -> bytes:
    return chr(int(found[1], 16)).encode(errors="replace")


def _documents(content: bytes) -> Iterator[bytes]:
    """Yield the document that the storage packed, if it is one."""
    if content[:1] == b"\x01":
        try:
            yield unpacked(content).encode()
        except (zlib.error, UnicodeDecodeError):
            return


def _members(content: bytes) -> Iterator[bytes]:
    if b"PK\x05\x06" not in content:
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError):
        return


def _inflated(content: bytes, window: int) -> Iterator[bytes]:
    try:
        found = zlib.decompressobj(window).decompress(content, _MOST)
    except zlib.error:
        return
    if found:
        yield found


def _from_base64(text: bytes) -> Iterator[bytes]:
    """Only what is packed or hidden once more is of interest: the scan looks for Base64 of a value by itself."""
    try:
        found = base64.b64decode(text.translate(bytes.maketrans(b"-_", b"+/")) + b"==", validate=False)
    except binascii.Error:
        return
    if found[:1] in (b"\x78", b"\x1f", b"\x01", b"P", b"{"):
        yield found


def _from_base85(text: bytes) -> Iterator[bytes]:
    try:
        found = base64.b85decode(text)
    except ValueError:
        return
    if found[:1] == b"\x78":
        yield found
