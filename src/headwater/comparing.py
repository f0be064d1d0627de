"""Two reports of a case, or two texts, side by side: shared, changed, lost, added, with what changed on the way."""

from collections.abc import Sequence
from pathlib import PurePath

from headwater import conclude, language, relate
from headwater.errors import NoSuchRecord
from headwater.records import Annotations, Comparison, Derivation, Document, Dossier, Reuse, Statement
from headwater.text import digest

WHOLE = ("copy", "rewrite")
UNRELATED = 0.55  # score of a pair of sentences in two reports of which neither is known to be made from the other


def report_of(dossier: Dossier, name: str, labels: dict[str, str] | None = None) -> Document:
    """The report that a person means: by id, label, path or file name. Raises NoSuchRecord."""
    wanted = (labels or {}).get(name, name)
    found = [one for one in dossier.documents if wanted in (one.id, one.path, PurePath(one.path).name)]
    if len(found) != 1:
        said = "names no report" if not found else f"names {len(found)} reports; give the id"
        listed = "\n".join(f"  {one.id}  {one.path}" for one in (found or dossier.documents))
        raise NoSuchRecord(f"“{name}” {said}:\n{listed}")
    return found[0]


def compared(
    documents: tuple[Document, Document],
    found_in: tuple[Annotations, Annotations],
    statements: Sequence[Statement],
    shared: Sequence[Reuse],
    *,
    link: Derivation | None = None,
    revisions: bool = False,
    whole: bool | None = None,
    meaning: bool = True,
) -> Comparison:
    """Two reports side by side, the first as `a`. `whole`: what only one has is told as left out or added (default: where one
    is made from the other as a whole, or both are revisions). Without `meaning` sentences are linked by words alone."""
    first, second = (relate.profile(document, one) for document, one in zip(documents, found_in, strict=True))
    encoder = language.sentence_encoder() if meaning else None
    near = relate.beside(first, second, relate.weights((first, second)), shared, meaning=relate.Meaning(encoder) if encoder else None)
    related = link is not None or revisions or bool(whole)
    near = tuple(one for one in near if related or one.score >= UNRELATED)
    said = [[one for one in statements if one.span.doc == document.id] for document in documents]
    a, b = (conclude.side(*row) for row in zip(documents, found_in, said, strict=True))
    ids = (documents[0].id, documents[1].id)
    return conclude.comparison(
        a,
        b,
        (*shared, *near),
        of=link.id if link and link.upstream == ids[0] else "v" + digest("pair", *ids),
        derivation=link.id if link else None,
        revisions=revisions,
        whole=whole if whole is not None else revisions or (link is not None and link.kind in WHOLE),
    )


def linked(dossier: Dossier, first: str, second: str) -> Derivation | None:
    """The derivation between two reports, whichever is upstream."""
    return next((one for one in dossier.derivations if {one.upstream, one.downstream} == {first, second}), None)
