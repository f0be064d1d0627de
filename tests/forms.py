"""Small invented inputs in the forms that piles have: PDF, DOCX, zip, feeds. All words are made up."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx

LEADING = 14  # points from line to line of an invented PDF
_LEFT, _TOP, _SIZE = 72, 720, 11


def pdf(pages: Sequence[Sequence[str]], *, title: str = "", encrypted: bool = False) -> bytes:
    """A PDF 1.4 with one line of Helvetica a string; an empty string leaves a line out. `encrypted` asks for a password."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        resources = f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} >>")
        stream = _stream(lines)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({_escaped(title)}) /Author (somebody) /CreationDate (D:20240501120000Z) >>")
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>")
    return _file(objects, encrypted=encrypted)


def _stream(lines: Sequence[str]) -> str:
    shown = (f"BT /F1 {_SIZE} Tf {_LEFT} {_TOP - LEADING * at} Td ({_escaped(line)}) Tj ET" for at, line in enumerate(lines) if line)
    return "\n".join(shown)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str], *, encrypted: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    info = len(objects) - encrypted
    security = f" /Encrypt {len(objects)} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]" if encrypted else ""
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R{security} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return out


def word(paragraphs: Sequence[str | Sequence[Sequence[str]]], *, title: str = "", author: str = "", heading: str = "") -> bytes:
    """A DOCX: a string is a paragraph, a list of rows a table."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = title, author
    if heading:
        made.add_heading(heading, level=1)
    for paragraph in paragraphs:
        if isinstance(paragraph, str):
            made.add_paragraph(paragraph)
            continue
        table = made.add_table(rows=len(paragraph), cols=len(paragraph[0]))
        for at, row in enumerate(paragraph):
            for cell, words in zip(table.rows[at].cells, row, strict=True):
                cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def locked(files: Mapping[str, bytes]) -> bytes:
    """A zip whose members are marked as encrypted."""
    plain = bytearray(packed(files))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.find(mark)
        while at >= 0:
            plain[at + flags] |= 1
            at = plain.find(mark, at + 1)
    return bytes(plain)


def rss(*items: str, title: str = "The Sallow Gazette", head: str = "", language: str = "en") -> bytes:
    """An RSS 2.0 feed around ready-made items."""
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    channel = f"<title>{title}</title><link>https://gazette.example/</link><language>{language}</language>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" {names}><channel>{channel}{"".join(items)}</channel></rss>'.encode()
