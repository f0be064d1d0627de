"""`brief.md`: what an editor pastes into a message: five things to know, where reports differ, who rests on whom (CommonMark).

Quoted words are a report's own, everything else is fixed vocabulary; nothing is phrased anew.
"""

import re
from collections.abc import Iterator

from headwater.records import Dossier
from headwater.show import labels
from headwater.show.caution import Caution, by_weight, cautions
from headwater.show.discrepancies import ordered, voices
from headwater.show.dossier import utf8
from headwater.show.first import main_story, story_documents
from headwater.show.labels import between, count
from headwater.show.lineage import origins
from headwater.show.lookup import Lookup
from headwater.text import Span

FIVE = 5
MOST_APART, MOST_CLAIMS = 12, 8  # lines that a message can carry
LONGEST = 220  # code points of quoted words
SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def brief(dossier: Dossier) -> str:
    """The brief of a dossier as Markdown (CommonMark), with a line break at the end. Raises EvidenceMissing for words that are not there."""
    look = Lookup(dossier)
    parts = [*_head(look), *_five(look), *_apart(look), *_claims(look), *_coverage(look)]
    return utf8("\n".join(parts)) + "\n"


def _head(look: Lookup) -> Iterator[str]:
    story = main_story(look)
    documents = story_documents(look, story)
    yield f"# {_plain((story.title if story else None) or 'Brief')}"
    yield ""
    if documents:
        low, high = origins(documents, look.dossier.derivations, look.dossier.versions)
        yield f"{count(len(documents), 'report')} of one story on {between(low, high, 'origin')}."


def _five(look: Lookup) -> Iterator[str]:
    found = cautions(look)[:FIVE]
    yield from ("", "## Five things to know before printing" if len(found) == FIVE else "## To know before printing", "")
    if not found:
        yield "Nothing was found that calls for care. That is no sign that all is confirmed."
    for number, one in enumerate(found, 1):
        yield f"{number}. {_caution(one, look)}"


def _caution(one: Caution, look: Lookup) -> str:
    words = " / ".join(_quote(span, look) for span in one.spans)
    why = ", ".join(_plain(label.words) for label in one.why)
    where = " / ".join(dict.fromkeys(_plain(look.outlet(span.doc)) for span in one.spans))
    reports = f"{count(one.reports, 'report')}, here " if one.reports > 1 and len(one.spans) == 1 else ""
    return f"{words}: {why} ({reports}{where})"


def _apart(look: Lookup) -> Iterator[str]:
    found = ordered(look)
    if not found:
        return
    yield from ("", "## Where accounts differ", "")
    for one in found[:MOST_APART]:
        sides = [f"{_quote(span, look)} ({_plain(who)}, {look.date(span.doc)})" for span, who in zip(one.spans, voices(one, look), strict=True)]
        yield f"- **{labels.DISCREPANCY_CLASSES[one.class_].words.partition(':')[0]}**, {labels.DISCREPANCY_KINDS[one.kind]}: {' / '.join(sides)}: {_plain(one.explanation)}"
    if len(found) > MOST_APART:
        yield f"- and {len(found) - MOST_APART} more in the dossier"


def _claims(look: Lookup) -> Iterator[str]:
    found = by_weight(look)[:MOST_CLAIMS]
    if not found:
        return
    yield from ("", "## Claims, those in many reports on few origins first", "")
    for one in found:
        reports = count(len({member.doc for member in one.members}), "report")
        status = labels.CLAIM_STATUS[one.status].words
        yield f"- “{_plain(_cut(one.text))}”: {reports}, {between(one.independent.low, one.independent.high, 'origin')}; {status}"


def _coverage(look: Lookup) -> Iterator[str]:
    unread = sum(line.read_as != "full" for line in look.dossier.coverage)
    notes = [count(len(look.dossier.problems), "problem") + " while reading"] if look.dossier.problems else []
    notes += [f"{count(unread, 'report')} not read in full"] if unread else []
    yield from ("", f"Made by Headwater {look.dossier.generator.version}; every word quoted stands in a report. {'; '.join(notes)}".rstrip())


def _quote(span: Span, look: Lookup) -> str:
    return f"“{_plain(_cut(look.words(span)))}”"


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _plain(words: str) -> str:
    """Words that mean nothing to Markdown."""
    return SPECIAL.sub(r"\\\1", " ".join(words.split()))
