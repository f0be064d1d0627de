"""Bytes to readings: one module a format, each a generator; nothing here touches disk or network.

PDF, DOCX and zip are known by their first bytes, pages and feeds by their markup, the rest by its name.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from headwater.errors import Unreadable
from headwater.read import limits
from headwater.read.archive import Member, member_bytes, members, open_archive
from headwater.read.decode import Decoded, declared_charset, decode
from headwater.read.docx import docx_readings
from headwater.read.feed import feed_readings
from headwater.read.html import read_html
from headwater.read.pdf import pdf_readings
from headwater.read.plain import plain_readings
from headwater.read.sniff import MEDIA_TYPES, Form, foreign, form_of_bytes, form_of_text, form_of_zip, suffix
from headwater.records import Reading

__all__ = ["MEDIA_TYPES", "Form", "Sniffed", "limits", "readings", "sniff"]


class Sniffed(NamedTuple):
    """The form of an input and, for the forms that are text, its characters."""

    form: Form
    decoded: Decoded | None


def sniff(data: bytes, name: str, *, charset: str | None = None) -> Sniffed:
    """What form `data` has, by its bytes, then its markup, then the extension of `name`.

    `charset` is the label of an HTTP header; what the bytes declare themselves is found here. Raises Unreadable.
    """
    limits.check_size(len(data))
    if not data.strip():
        raise Unreadable("is empty" if not data else "is empty: nothing but blanks")
    form = form_of_bytes(data, name)
    if form == "zip":
        form = _form_of_packed(data, name)
    what = foreign(data)
    if form is None and what:
        raise Unreadable(what)
    if form:
        return Sniffed(form, None)
    decoded = decode(data, declared=charset or declared_charset(data))
    return Sniffed(form_of_text(decoded.content, name), decoded)


def _form_of_packed(data: bytes, name: str) -> Form:
    try:
        return form_of_zip(tuple(open_archive(data).namelist()))
    except Unreadable as error:
        if suffix(name) == ".docx":
            raise Unreadable(f"is no readable DOCX: as an archive it {error}") from error
        raise


def readings(data: bytes, name: str, *, url: str | None = None, charset: str | None = None) -> Iterator[Reading]:
    """One `Reading` a report in `data`, which the user calls `name` ("-" for pasted text).

    `charset` is the label of an HTTP header. Raises Unreadable, with a sentence that fits behind the name, for what
    cannot be read; after the readings of a feed, archive or PDF of which only a part could be read.
    """
    yield from _readings(data, name, url=url, charset=charset, depth=0)


def _readings(data: bytes, name: str, *, url: str | None, charset: str | None, depth: int) -> Iterator[Reading]:
    form, decoded = sniff(data, name, charset=charset)
    if form == "zip":
        yield from _archive_readings(data, depth + 1)
    elif form == "pdf":
        yield from pdf_readings(data)
    elif form == "docx":
        yield from docx_readings(data)
    elif decoded is not None:
        yield from _text_readings(form, decoded, url)


def _text_readings(form: Form, decoded: Decoded, url: str | None) -> Iterator[Reading]:
    if form == "feed":
        yield from feed_readings(decoded, url=url)
    elif form == "plain":
        yield from plain_readings(decoded)
    else:
        reading = read_html(decoded.content, url=url)
        if not reading.text.strip():
            raise Unreadable("has no text: the page shows nothing without its scripts or pictures")
        yield msgspec.structs.replace(reading, charset=decoded.charset, charset_by=decoded.by)


def _archive_readings(data: bytes, depth: int) -> Iterator[Reading]:
    """The readings of all members, each with its member's name before its own locator."""
    if depth > limits.MAX_DEPTH:
        raise Unreadable(f"is an archive nested too deeply: more than {limits.MAX_DEPTH} inside one another")
    archive = open_archive(data)
    found = members(archive)
    unread: list[str] = []
    for member in found:
        try:
            for reading in _readings(member_bytes(archive, member), member.name, url=None, charset=None, depth=depth):
                yield msgspec.structs.replace(reading, locator=_inside(member, reading.locator))
        except Unreadable as error:
            unread.append(f"{member.name} {error}")
    if not found:
        raise Unreadable("is an archive without files")
    if unread:
        raise Unreadable(f"has {len(unread)} of {len(found)} files that could not be read in full: {'; '.join(unread[:5])}")


def _inside(member: Member, locator: str) -> str:
    return f"{member.name}!{locator}" if locator else member.name
