"""What a reader takes at most, each with its reason: one bad input must not hold up a pile or fill the memory."""

from headwater.errors import Unreadable

MEGABYTE = 1_000_000
MAX_BYTES = 32 * MEGABYTE  # one input: a report of a million words with its page around it stays under 20 MB
MAX_TEXT = 32 * MEGABYTE  # code points out of one input: a PDF or DOCX of a few bytes may unfold into gigabytes
MAX_PIECES = 2_000_000  # runs of a source map, two a line: at 100 bytes each, 32 MB of nothing but line ends would take 4 GB
MAX_PAGES = 2_000  # of a PDF: the longest official reports; more takes minutes
MAX_ENTRIES = 20_000  # of a feed or an archive: an agency's year
MAX_UNPACKED = 1_000 * MEGABYTE  # one archive, all members together
MAX_DEPTH = 2  # an archive inside an archive; deeper is a trick, not a pile
MAX_RATIO = 200  # unpacked to packed: pages reach 10 to 20, logs 100, a bomb of deflate 1000
RATIO_FROM = 1 * MEGABYTE  # under this size even a bomb does no harm, and a file of blanks is no bomb


def megabytes(size: int) -> str:
    """A size in bytes as words: "52 MB"."""
    return f"{max(1, round(size / MEGABYTE))} MB"


def check_size(size: int) -> None:
    """Refuse an input of more than `MAX_BYTES` bytes. Raises Unreadable."""
    if size > MAX_BYTES:
        raise Unreadable(f"is too large: {megabytes(size)}, at most {megabytes(MAX_BYTES)} are read")


def check_text(length: int) -> None:
    """Refuse a text of more than `MAX_TEXT` code points. Raises Unreadable."""
    if length > MAX_TEXT:
        raise Unreadable(f"unfolds into too much text: more than {MAX_TEXT // MEGABYTE} million characters")


def check_pieces(count: int) -> None:
    """Refuse a text in more than `MAX_PIECES` pieces. Raises Unreadable."""
    if count > MAX_PIECES:
        raise Unreadable(f"has too many lines or entities: more than {MAX_PIECES // MEGABYTE} million")
