"""Invented reports of the size of real ones, always the same: half tell one story and share sentences, half do not."""

import random
from collections.abc import Iterator

PLACES = ("Kestrel Bay", "Lund Ferry", "Oster Mole", "Tarn Head", "Saltby", "Greywick")
PEOPLE = ("Edda Solvang", "Ibe Tarn", "Orrin Vale", "Maud Keeling", "Petr Hollis", "Sunniva Ask")
OFFICES = ("harbour master", "mayor", "union speaker", "ferry operator", "magistrate", "school head")
VERBS = ("closed", "inspected", "reopened", "sold", "repaired", "flooded")
THINGS = ("the fish market", "the north quay", "two ferries", "the net loft", "the customs shed", "the pilot school")
SENTENCES = 28  # a report of some 500 words


def reports(count: int) -> Iterator[str]:
    """`count` reports with title, dateline, quotations and a little furniture."""
    shared = [_sentence(random.Random(at)) for at in range(SENTENCES)]
    for at in range(count):
        rng = random.Random(1000 + at)
        own = [_sentence(rng) for _ in range(SENTENCES)]
        body = [s if at % 2 and rng.random() < 0.6 else o for s, o in zip(shared, own, strict=True)]
        yield _report(body, rng)


def page(text: str) -> str:
    """The report as a saved page with navigation and a footer."""
    title, *rest = text.split("\n\n")
    links = "".join(f'<li><a href="/{place}">{place}</a></li>' for place in PLACES)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in rest)
    head = f'<head><title>{title}</title><meta property="article:published_time" content="2021-03-04T08:00:00Z"></head>'
    return f"<!DOCTYPE html><html>{head}<body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article><footer>{links}</footer></body></html>"


def _report(body: list[str], rng: random.Random) -> str:
    place, day = rng.choice(PLACES), rng.randint(1, 28)
    title = f"{place} {rng.choice(VERBS)} {rng.choice(THINGS)}"
    paragraphs = [" ".join(body[at : at + 3]) for at in range(0, len(body), 3)]
    return "\n\n".join([title, f"{place.upper()}, March {day}, 2021 -- {paragraphs[0]}", *paragraphs[1:], "Subscribe to our newsletter!"])


def _sentence(rng: random.Random) -> str:
    who, office, place = rng.choice(PEOPLE), rng.choice(OFFICES), rng.choice(PLACES)
    verb, thing, number = rng.choice(VERBS), rng.choice(THINGS), rng.randint(2, 900)
    forms = (
        f'"We have {verb} {thing} and {number} people must wait until March {rng.randint(1, 28)}," said {who}, the {office} of {place}.',
        f"About {number} people in {place} were told on March {rng.randint(1, 28)} that the {office} has {verb} {thing}.",
        f"{who} denied that {thing} near {place} would be {verb} before the end of the year.",
        f"According to the {office}, {number} households around {place} had asked for {thing} to be {verb}.",
        f"The {office} of {place} has {verb} {thing}, and {who} lost {number} crowns.",
    )
    return rng.choice(forms)
