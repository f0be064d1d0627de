"""Media that a report names as the place it has something from: by the list of outlets, in the position of a source."""

import re
from collections.abc import Iterator

from headwater import lexicon
from headwater.lexicon import outlets

PART = r"(?:[\w&'’-]|\.(?=\w))*"
NAME = re.compile(rf"[A-ZА-ЯЁЇІЄҐ]{PART}(?:[ \u00a0](?:[A-ZА-ЯЁЇІЄҐ]|of\b|and\b){PART}){{0,4}}")
HOST = re.compile(r"https?://(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})", re.IGNORECASE)
BEFORE, AFTER = 48, 24  # code points before and behind a name in which a word of reporting may stand
CLOSING = re.compile(r"[—–-]\s*[«\"“]?\Z")  # "..., — Agency."
GENERIC = re.compile(r"\s*(?:\([^)]*\)|\|.*|- News|Online News|Online)\s*\Z")  # what lists of outlets add to a name


def media_named(text: str) -> set[str]:
    """Main names of the listed media that a report gives as its source, by words or by a link."""
    linked = {known for host in HOST.findall(text) for known in _of_host(host)}
    return linked | {known for match, known in _listed(text) if is_source(text, match.start(), match.start() + len(match.group()))}


def _listed(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in NAME.finditer(text):
        words = match.group().rstrip("-'’")
        known = outlets.known(words) or _cyrillic(words)
        if known:
            yield match, known


def _cyrillic(words: str) -> str | None:
    forms = lexicon.mapping("outlets_cyrillic")
    return next((forms[form] for form in (words.casefold(), words.split()[0].casefold()) if form in forms), None)


def _of_host(host: str) -> Iterator[str]:
    """The medium of a host, also behind a mirror that writes it with hyphens ("tass-ru.mirror.org")."""
    forms = lexicon.mapping("outlets_cyrillic")
    for form in (host.lower(), host.lower().split(".")[0].replace("-", ".")):
        if form in forms:
            yield forms[form]


def is_source(text: str, start: int, end: int) -> bool:
    """Whether a name stands where sources are named: beside a word of reporting, behind a closing dash, or as a dateline in brackets."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    line = before.rsplit("\n", 1)[-1]
    if CLOSING.search(line) or line.endswith("("):
        return True
    beginnings = tuple(lexicon.entries("source_words") | lexicon.entries("report_words"))
    return any(word.startswith(beginnings) for word in re.findall(r"\w+", (line + " " + after.split("\n", 1)[0]).lower()))


def names_medium(text: str, outlet: str | None) -> bool:
    """Whether a report names an outlet as its source; names that are mere figures or one letter are not looked for."""
    name = GENERIC.sub("", outlet or "").strip()
    if len(name) < 3 or name.isdigit():
        return False
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return any(is_source(text, match.start(), match.end()) for match in found)
