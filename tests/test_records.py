"""Records refuse to state what they cannot show; their ids rest on keys, not on scores."""

import msgspec
import pytest

from headwater import reasons
from headwater.errors import EvidenceMissing
from headwater.records import Basis, Claim, Derivation, Furniture, Independent, Published, Reason, Statement, problem, span_id
from headwater.text import SourceSpan, Span


def test_no_statement_without_words() -> None:
    with pytest.raises(EvidenceMissing):
        Statement(id="s", kind="direct", span=Span("d", 0, 4), content=(), quoted=(), cue=None, speaker=None, attitude="asserts")


def test_no_furniture_or_derivation_without_a_reason() -> None:
    with pytest.raises(EvidenceMissing):
        Furniture(id="f", span=Span("d", 0, 4), kind="appeal", because=())
    with pytest.raises(EvidenceMissing):
        Derivation(id="d", upstream="a", upstream_name=None, downstream="b", kind="copy", coverage=1.0, confidence=1.0, because=())


def test_no_claim_without_members() -> None:
    with pytest.raises(EvidenceMissing):
        Claim(id="c", text="x", members=(), origins=(), independent=Independent(low=1, high=1), status="single_origin")


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        problem("read", "a.txt", "is empty").message = "fine"  # type: ignore[misc]


def test_ids_are_stable_and_tell_places_apart() -> None:
    assert span_id("statement", Span("d", 0, 4)) == span_id("statement", Span("d", 0, 4))
    assert span_id("statement", Span("d", 0, 4)) != span_id("statement", Span("d", 0, 5))
    assert problem("read", "a", "b").id == problem("read", "a", "b").id


def test_places_in_texts_and_in_captures_survive_the_store() -> None:
    held = Published(basis=(Basis(from_="text", text="x", span=Span("d", 0, 1)), Basis(from_="page", text="x", span=SourceSpan("c", 2, 3))))
    assert msgspec.json.decode(msgspec.json.encode(held), type=Published) == held


@pytest.mark.parametrize("code", sorted(reasons.TEXTS))
def test_every_reason_reads(code: str) -> None:
    sentence = reasons.render(code, values=("7", "8", "9"), words=("the list",))
    assert sentence
    assert "{" not in sentence


def test_an_unknown_reason_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        reasons.render(Reason("because_i_say_so").code)
