"""Two reports side by side on a terminal, and the same as JSON: rows in reading order, then each change with its reason."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.records import Comparison, Dossier, Drift, Row, RowKind
from headwater.show import labels
from headwater.show.dossier import document_texts, plain
from headwater.show.lookup import Lookup
from headwater.show.terminal import clean, fit, paint
from headwater.text import Span

SIGNS: dict[RowKind, str] = {"shared": "=", "changed": "~", "lost": "-", "added": "+"}
TONES = {"shared": "dim", "changed": "yellow", "lost": "red", "added": "cyan"}
GAP = 3  # columns between the two sides, with the sign of the row in them
SHARED_LINES = 1  # lines shown of what both tell in the same words


def comparison_json(dossier: Dossier, made: Comparison) -> str:
    """The comparison as one JSON object, spans with their words."""
    return json.dumps(plain(made, texts=document_texts(dossier)), ensure_ascii=False)


def comparison_text(dossier: Dossier, made: Comparison, *, width: int, colour: bool) -> str:
    """The comparison for a terminal of `width` columns."""
    return "\n".join(_Sheet(dossier, made, width, colour).lines())


class _Sheet:
    """Writes one comparison."""

    def __init__(self, dossier: Dossier, made: Comparison, width: int, colour: bool) -> None:
        self.look, self.made, self.colour = Lookup(dossier), made, colour
        self.half = (width - GAP) // 2
        self.drift = {one.id: one for one in made.drift}

    def lines(self) -> Iterator[str]:
        """Head, rows, changes."""
        yield self._beside(self._name(self.made.a), "", self._name(self.made.b), "bold")
        yield self._beside(self.look.date(self.made.a), "", self.look.date(self.made.b), "dim")
        yield self._relation()
        yield ""
        for row in self.made.rows:
            yield from self._row(row)
        yield ""
        yield from self._changes()

    def _name(self, doc: str) -> str:
        return f"{self.look.outlet(doc)} [D{self.look.numbers[doc]}]"

    def _relation(self) -> str:
        counts = Counter(row.kind for row in self.made.rows)
        told = ", ".join(f"{counts[kind]} {kind} ({SIGNS[kind]})" for kind in SIGNS if counts[kind])
        link = self.look.links.get(self.made.derivation or "")
        if self.made.revisions:
            how = "versions of one page"
        elif link is None:
            how = "neither is known to be made from the other"
        else:
            how = f"{self._name(link.downstream)} is made from {self._name(link.upstream or '')}: {labels.DERIVATIONS[link.kind]}"
        return paint(f"{how}; {told}" if told else how, "dim", colour=self.colour)

    def _row(self, row: Row) -> Iterator[str]:
        left, right = self._wrapped(row.a), self._wrapped(row.b)
        if row.kind == "shared":
            left, right = self._first(left), self._first(right)
        for at in range(max(len(left), len(right))):
            one, other = (side[at] if at < len(side) else "" for side in (left, right))
            yield self._beside(one, SIGNS[row.kind] if at == 0 else "", other, TONES[row.kind])
        for id in row.drift:
            yield "    " + paint(f"{labels.DRIFT[self.drift[id].kind]}: {self.drift[id].explanation}", "bold", colour=self.colour)

    def _first(self, side: Sequence[str]) -> list[str]:
        return list(side) if len(side) <= SHARED_LINES else [fit(side[0], self.half - 2).rstrip() + " …"]

    def _wrapped(self, spans: Sequence[Span]) -> list[str]:
        text = clean(" ".join(self.look.words(span) for span in spans))
        return textwrap.wrap(text, self.half, break_long_words=True, break_on_hyphens=False) if text else []

    def _beside(self, one: str, sign: str, other: str, tone: str) -> str:
        left = fit(clean(one), self.half)
        return (paint(left, tone, colour=self.colour) + f" {sign or ' '} " + paint(clean(other), tone, colour=self.colour)).rstrip()

    def _changes(self) -> Iterator[str]:
        if not self.made.drift:
            yield "No change of facts was found between them."
            return
        yield paint("What changed", "bold", colour=self.colour)
        for one in self.made.drift:
            yield from self._change(one)

    def _change(self, one: Drift) -> Iterator[str]:
        yield f"  {labels.DRIFT[one.kind]}: {one.explanation}"
        for sign, span in (("-", one.a), ("+", one.b)):
            if span is not None:
                yield from textwrap.wrap(
                    f"“{clean(self.look.words(span))}”", max(20, 2 * self.half - 4), initial_indent=f"    {sign} ", subsequent_indent="      "
                )
