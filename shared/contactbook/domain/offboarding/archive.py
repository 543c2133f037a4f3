"""The bytes of a ZIP that is written piece by piece, by workers that know nothing of each other (APPNOTE.TXT of PKWARE, with ZIP64).

Each piece is deflated by itself and ends on a whole byte, so that an entry can go on in another worker. Sizes and checksum follow an
entry, because they are known at its end; the directory repeats them.
"""

import struct
import zlib
from datetime import datetime

_VERSION = 45  # ZIP64
# Sizes follow the content; names are UTF-8.
_FLAGS = 0x0808
_DEFLATED = 8
_LEVEL = 6
# The last block of a deflated entry, which is empty.
END_OF_ENTRY = b"\x03\x00"
_IN_ZIP64 = 0xFFFFFFFF
_FILE = 0o100644 << 16


def deflated(piece: bytes) -> bytes:
    """Return a piece of an entry, deflated so that another can follow."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(piece) + deflate.flush(zlib.Z_FULL_FLUSH)


def header(name: str, at: datetime) -> bytes:
    """Return what stands before an entry."""
    raw = name.encode()
    sizes = struct.pack("<HHQQ", 1, 16, 0, 0)
    fields = (_VERSION, _FLAGS, _DEFLATED, *_dos(at), 0, _IN_ZIP64, _IN_ZIP64, len(raw), len(sizes))
    return b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + raw + sizes


def descriptor(checksum: int, packed: int, raw: int) -> bytes:
    """Return what stands behind an entry: its checksum and sizes."""
    return b"PK\x07\x08" + struct.pack("<IQQ", checksum, packed, raw)


def directory_entry(name: str, at: datetime, *, checksum: int, packed: int, raw: int, start: int) -> bytes:
    """Return what the directory says about an entry. `start` is where its header begins."""
    named = name.encode()
    extra = struct.pack("<HHQQQ", 1, 24, raw, packed, start)
    fields = (_VERSION | 3 << 8, _VERSION, _FLAGS, _DEFLATED, *_dos(at), checksum, _IN_ZIP64, _IN_ZIP64, len(named), len(extra))
    return b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", *fields, 0, 0, 0, _FILE, _IN_ZIP64) + named + extra


def end(entries: int, *, directory: int, start: int) -> bytes:
    """Return the end of the ZIP: how many entries it has, the bytes of their directory, and where that begins."""
    whole = struct.pack("<QHHIIQQQQ", 44, _VERSION, _VERSION, 0, 0, entries, entries, directory, start)
    locator = struct.pack("<IQI", 0, start + directory, 1)
    last = struct.pack("<HHHHIIH", 0, 0, min(entries, 0xFFFF), min(entries, 0xFFFF), _IN_ZIP64, _IN_ZIP64, 0)
    return b"PK\x06\x06" + whole + b"PK\x06\x07" + locator + b"PK\x05\x06" + last


def _dos(at: datetime) -> tuple[int, int]:
    """Return time and date as MS-DOS wrote them."""
    return at.hour << 11 | at.minute << 5 | at.second // 2, (at.year - 1980) << 9 | at.month << 5 | at.day
