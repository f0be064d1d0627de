"""The dossier on one terminal screen: reports, who follows whom, claims, caveats, problems, coverage."""

from collections import Counter
from collections.abc import Iterator

from headwater.records import Claim, Dossier
from headwater.show import labels
from headwater.show.caution import by_weight
from headwater.show.first import main_story, story_documents
from headwater.show.graph import edge_words
from headwater.show.labels import between, count
from headwater.show.lineage import families, origins
from headwater.show.lookup import Lookup
from headwater.show.terminal import clean, columns, fit, paint, wrapped

MOST_REPORTS, MOST_APART, MOST_CLAIMS, MOST_PROBLEMS = 18, 3, 6, 4  # so that all of it stays within about 40 lines
NARROWEST = 60


def summary_text(dossier: Dossier, *, width: int, colour: bool) -> str:
    """At most about 40 lines of at most `width` columns (at least 60), with ECMA-48 colours where `colour`; ends in a line break."""
    writer = _Summary(dossier, max(width, NARROWEST), colour)
    return "\n".join(line.rstrip() for line in writer.lines()) + "\n"


class _Summary:
    """Writes the lines; looks up, width and colour stay the same."""

    def __init__(self, dossier: Dossier, width: int, colour: bool) -> None:
        self.dossier = dossier
        self.look = Lookup(dossier)
        self.width = width
        self.colour = colour
        self.story = main_story(self.look)
        self.documents = story_documents(self.look, self.story)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._tree()
        yield from self._apart()
        yield from self._claims()
        yield from self._caveats()
        yield from self._problems()
        yield from self._coverage()

    def _bold(self, text: str) -> str:
        return paint(text, "bold", colour=self.colour)

    def _dim(self, text: str) -> str:
        return paint(text, "dim", colour=self.colour)

    def _head(self) -> Iterator[str]:
        if not self.documents:
            yield self._bold("No report could be read.")
            return
        low, high = origins(self.documents, self.dossier.derivations, self.dossier.versions)
        apart = len(self.look.docs) - len(self.documents)
        more = f"; {count(apart, 'report')} apart" if apart else ""
        yield self._bold(fit((self.story and self.story.title) or "Untitled", self.width))
        yield f"{count(len(self.documents), 'report')} → {between(low, high, 'origin')}{more}"

    def _tree(self) -> Iterator[str]:
        """Reports, families together, earliest first, each under the one it follows."""
        rows = list(families(self.look.lineage.parents, self.documents))
        if not rows:
            return
        yield ""
        yield self._bold("Who follows whom")
        branches = _branches(rows)
        breadth = min(
            34, max(columns(branch) + columns(clean(self.look.outlet(doc))) for (doc, _), branch in zip(rows, branches, strict=True))
        )
        for (doc, upstream), branch in list(zip(rows, branches, strict=True))[:MOST_REPORTS]:
            yield self._report(doc, upstream, branch, breadth)
        if len(rows) > MOST_REPORTS:
            yield f"  … and {count(len(rows) - MOST_REPORTS, 'more report')}"

    def _report(self, doc: str, upstream: str | None, branch: str, breadth: int) -> str:
        links = self.look.lineage.parents.get(doc, ())
        how = [edge_words(link) for link in links if link.upstream is not None and link.upstream == upstream]
        how += [f"{edge_words(link)} {clean(link.upstream_name or 'not known')}" for link in links if link.upstream is None]
        start = f"  {fit(branch + self.look.outlet(doc), breadth)}  {fit(self.look.date(doc), 11)}  "
        room = self.width - columns(start)
        rest = ", ".join(how) or self.look.docs[doc].title or ""
        shown = fit(rest, max(room, 8)).rstrip()
        return start + (paint(shown, "cyan", colour=self.colour) if how else self._dim(shown))

    def _apart(self) -> Iterator[str]:
        apart = [doc.id for doc in self.look.lineage.order if doc.id not in set(self.documents)]
        if not apart:
            return
        yield ""
        yield self._bold("Apart")
        for doc in apart[:MOST_APART]:
            yield fit(f"  {self.look.outlet(doc)}, {self.look.date(doc)}: {self.look.docs[doc].title or 'untitled'}", self.width)
        if len(apart) > MOST_APART:
            yield f"  … and {count(len(apart) - MOST_APART, 'more report')}"

    def _claims(self) -> Iterator[str]:
        claims = by_weight(self.look)
        if not claims:
            return
        yield ""
        yield self._bold("Claims") + self._dim("  many reports on few origins first")
        for claim in claims[:MOST_CLAIMS]:
            yield self._claim(claim)
        if len(claims) > MOST_CLAIMS:
            yield f"  … and {count(len(claims) - MOST_CLAIMS, 'more claim')}"

    def _claim(self, claim: Claim) -> str:
        reports = count(len({member.doc for member in claim.members}), "report")
        counted = f"{reports}, {between(claim.independent.low, claim.independent.high, 'origin')}"
        status = "" if claim.status in ("single_origin", "corroborated") else f" {claim.status}"
        tone = "yellow" if claim.independent.low <= 1 else "dim"
        room = max(16, self.width - 28 - len(status))
        words = fit(f"“{clean(claim.text)}”", room).rstrip()
        return f"  {paint(fit(counted, 25), tone, colour=self.colour)} {words}{paint(status, 'red', colour=self.colour)}"

    def _caveats(self) -> Iterator[str]:
        kept = sum(bool(said.caveats) for said in self.dossier.statements)
        lost = sum(drift.kind == "hedge_lost" for drift in self.dossier.drift)
        found = [count(lost, "caveat") + " lost on the way"] if lost else []
        found += [count(kept, "statement") + " with a caveat"] if kept else []
        if self.dossier.discrepancies:
            kinds = Counter(found.class_ for found in self.dossier.discrepancies)
            found += [f"{count(number, kind)}" for kind, number in sorted(kinds.items())]
        if found:
            yield ""
            yield fit("; ".join(found), self.width)

    def _problems(self) -> Iterator[str]:
        problems = self.dossier.problems
        if not problems:
            return
        yield ""
        yield paint(count(len(problems), "problem"), "red", colour=self.colour)
        for found in problems[:MOST_PROBLEMS]:
            yield fit(f"  {found.input}: {found.message}", self.width)
        if len(problems) > MOST_PROBLEMS:
            yield f"  … and {len(problems) - MOST_PROBLEMS} more in the dossier"

    def _coverage(self) -> Iterator[str]:
        coverage = self.dossier.coverage
        if not coverage:
            return
        ways: Counter[str] = Counter(line.read_as for line in coverage)
        read = ", ".join(f"{ways[way]} {words}" for way, words in labels.READ_AS.items() if ways[way])
        stretches = sum(len(line.unread) for line in coverage)
        shared = [note for note in coverage[0].notes if all(note in line.notes for line in coverage)]
        yield ""
        yield from wrapped(f"Coverage: {read}; {count(stretches, 'stretch', 'stretches')} not understood", width=self.width)
        for note in shared[:4]:
            yield self._dim(fit(f"  {note}", self.width))


def _branches(rows: list[tuple[str, str | None]]) -> list[str]:
    """The lines of a tree before each row (box drawing), by the row's upstream."""
    upstream = dict(rows)
    last = {up: doc for doc, up in rows}
    return ["".join(_branch(doc, upstream, last)) for doc, _ in rows]


def _branch(doc: str, upstream: dict[str, str | None], last: dict[str | None, str]) -> Iterator[str]:
    path = [doc]
    while (up := upstream[path[-1]]) is not None:
        path.append(up)
    for at in reversed(path[:-1]):
        ends = last[upstream[at]] == at
        yield ("└─ " if ends else "├─ ") if at == doc else ("   " if ends else "│  ")
