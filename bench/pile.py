"""Invented reports of the size of real ones, always the same: stories of eight reports, half of which share sentences."""

import random
from collections.abc import Iterator

PLACES = ("Kestrel Bay", "Lund Ferry", "Oster Mole", "Tarn Head", "Saltby", "Greywick")
PEOPLE = ("Edda Solvang", "Ibe Tarn", "Orrin Vale", "Maud Keeling", "Petr Hollis", "Sunniva Ask")
OFFICES = ("harbour master", "mayor", "union speaker", "ferry operator", "magistrate", "school head")
SYLLABLES = ("bar", "den", "fel", "gor", "hal", "kin", "lor", "mas", "ned", "pel", "ran", "sol", "tam", "vor", "wick", "dale")
WORDS = 4000  # of the invented vocabulary, used as unevenly as words are
SENTENCES = 24  # a report of some 500 words
STORY = 8  # reports of one story
SHARED = 0.6  # share of sentences that a copying report has from the story's first


def reports(count: int) -> Iterator[str]:
    """`count` reports with title, dateline, quotations and a little furniture."""
    for at in range(count):
        first, rng = _body(random.Random(at // STORY)), random.Random(1000 + at)
        own = _body(rng)
        copies = at % 2 == 1
        yield _report([f if copies and rng.random() < SHARED else o for f, o in zip(first, own, strict=True)], rng)


def page(text: str) -> str:
    """The report as a saved page with navigation and a footer."""
    title, *rest = text.split("\n\n")
    links = "".join(f'<li><a href="/{place}">{place}</a></li>' for place in PLACES)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    head = f'<head><title>{title}</title><meta property="article:published_time" content="2021-03-04T08:00:00Z"></head>'
    nav, article = f"<nav><ul>{links}</ul></nav>", f"<article><h1>{title}</h1>{body}</article>"
    return f"<!DOCTYPE html><html>{head}<body>{nav}{article}<footer>{links}</footer></body></html>"


def _body(rng: random.Random) -> list[str]:
    return [_sentence(rng) for _ in range(SENTENCES)]


def _report(body: list[str], rng: random.Random) -> str:
    place, day = rng.choice(PLACES), rng.randint(1, 28)
    paragraphs = [" ".join(body[at : at + 3]) for at in range(0, len(body), 3)]
    opening = f"{place.upper()}, March {day}, 2021 -- {paragraphs[0]}"
    return "\n\n".join([f"{place} {_words(rng, 4)}", opening, *paragraphs[1:], "Subscribe to our newsletter!"])


def _sentence(rng: random.Random) -> str:
    who, office, place = rng.choice(PEOPLE), rng.choice(OFFICES), rng.choice(PLACES)
    number, day = rng.randint(2, 900), rng.randint(1, 28)
    forms = (
        f'"We {_words(rng, 6)} and {number} people {_words(rng, 5)} until March {day}," said {who}, the {office} of {place}.',
        f"About {number} {_words(rng, 5)} in {place} were told on March {day} that the {_words(rng, 7)}.",
        f"{who} denied that {_words(rng, 6)} near {place} would {_words(rng, 5)} before the end of the year.",
        f"According to the {office}, {number} {_words(rng, 4)} around {place} had asked for {_words(rng, 6)}.",
        f"The {office} of {place} has {_words(rng, 8)}, and {who} lost {number} {_words(rng, 2)}.",
    )
    return rng.choice(forms)


def _words(rng: random.Random, count: int) -> str:
    return " ".join(_word(min(int(rng.paretovariate(0.5)), WORDS)) for _ in range(count))


def _word(number: int) -> str:
    """The invented word of this rank: the rarer, the longer."""
    parts = []
    while number:
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts)
