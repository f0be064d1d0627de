"""The edges of names: each rule on an invented sentence, and its counterpart that must stay as it is."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.language.edges import Words, mended
from headwater.language.names import agree
from headwater.language.parsed import Kind, Name

TAGS = {"the": "DET", "of": "ADP", "and": "CCONJ", "met": "VERB", "city": "NOUN", "rose": "VERB", "(": "PUNCT", ")": "PUNCT", ".": "PUNCT", "envoy": "NOUN"}


def words_of(text: str, **upos: str) -> Words:
    forms = text.split()
    ends = np.cumsum([len(f) + 1 for f in forms]) - 1
    starts = ends - np.array([len(f) for f in forms])
    return Words(text, starts, ends, forms, [upos.get(f, TAGS.get(f, "PROPN")) for f in forms])


def name(words: Words, form: str, kind: Kind, score: float = 0.9) -> Name:
    first = next(i for i in range(len(words.forms)) if words.forms[i : i + len(form.split())] == form.split())
    return words.name(first, first + len(form.split()), kind, score)


PER, ORG, LOC, GRP, WORK = "person", "organization", "place", "group", "work"


@pytest.mark.parametrize(
    ("text", "given_names", "expected"),
    [
        ("trade with the U . S . rose", [("U", LOC)], [("U . S .", LOC)]),
        ("Amina B . Diallo met Okello", [("Amina B . Diallo", PER)], [("Amina B . Diallo", PER)]),
        ("South Sudanese rose", [("South", LOC), ("Sudanese", GRP)], [("South Sudanese", GRP)]),
        ("Malta and Maltese rose", [("Malta", LOC), ("Maltese", GRP)], [("Malta", LOC), ("Maltese", GRP)]),
        ("the Ontario city rose", [("Ontario city", LOC)], [("Ontario", LOC)]),
        ("Otto the Short met Okello", [("Otto", PER), ("Short", GRP)], [("Otto the Short", PER)]),
        ("Otto the Maltese envoy rose", [("Otto", PER), ("Maltese", GRP)], [("Otto", PER), ("Maltese", GRP)]),
        ("the Kingdom of Malta rose", [("Kingdom", LOC), ("Malta", LOC)], [("Kingdom of Malta", LOC)]),
        ("Okello of Malta rose", [("Okello", PER), ("Malta", LOC)], [("Okello", PER), ("Malta", LOC)]),
        ("Maltese city rose", [("Maltese", LOC)], [("Maltese", GRP)]),
        ("Harbour Workers Union ( HWU ) rose", [("Harbour Workers Union", ORG), ("HWU", LOC)], [("Harbour Workers Union", ORG), ("HWU", ORG)]),
        ("Harbour Workers Union ( HWU ) rose", [("Harbour Workers Union", ORG)], [("Harbour Workers Union", ORG), ("HWU", ORG)]),
        ("Harbour Workers Union ( KTX ) rose", [("Harbour Workers Union", ORG), ("KTX", LOC)], [("Harbour Workers Union", ORG), ("KTX", LOC)]),
    ],
)
def test_edges_follow_written_english(text: str, given_names: list[tuple[str, Kind]], expected: list[tuple[str, Kind]]) -> None:
    words = words_of(text, Maltese="ADJ", Short="ADJ")
    found = mended([name(words, form, kind) for form, kind in given_names], words)
    assert [(text[n.start : n.end], n.kind) for n in found] == expected
    assert all(" ".join(words.forms[n.first : n.last]) == text[n.start : n.end] for n in found)


def test_a_doubtful_name_is_left_out_where_doubt_was_measured() -> None:
    words = words_of("Okello met Quartz")
    found = mended([name(words, "Okello", PER, 0.45), name(words, "Quartz", WORK, 0.45)], words)
    assert [n.kind for n in found] == [WORK]


def test_a_name_of_several_words_is_whole_throughout_a_text() -> None:
    words = words_of("Harbour Workers Union rose . Harbour Workers Union met . Harbour Workers Union rose")
    seen = [words.name(0, 3, ORG, 0.9), words.name(5, 6, LOC, 0.6), words.name(10, 13, ORG, 0.8)]
    assert [(n.first, n.last, n.kind) for n in agree(*words, seen)] == [(0, 3, ORG), (5, 8, ORG), (10, 13, ORG)]


@given(st.lists(st.sampled_from(["Otto", "the", "Short", "U", "S", ".", "of", "Malta", "(", "OSM", ")", "city", "Maltese"]), min_size=1, max_size=14), st.randoms())
def test_names_stay_in_order_and_apart(forms: list[str], dice: random.Random) -> None:
    words = words_of(" ".join(forms), Maltese="ADJ", Short="ADJ")
    rolled, at, given_names = dice.randint, 0, []
    while at < len(forms):
        last = min(len(forms), at + rolled(1, 3))
        if rolled(0, 1):
            given_names.append(words.name(at, last, (PER, ORG, LOC, GRP)[rolled(0, 3)], 0.9))
        at = last
    found = mended(given_names, words)
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(words.start[n.first] <= n.start < n.end <= words.end[n.last - 1] for n in found)
