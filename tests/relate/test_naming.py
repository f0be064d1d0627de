"""Names of persons, bodies and places: which are one, which are held apart; no two reports joined by a first name alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import lexicon
from headwater.conclude import resolve_actors
from headwater.lexicon import countries, persons, spelling
from headwater.records import ActorKind, Annotations, Derivation, Mention, Reason, Referent, span_id
from headwater.relate import actor_edges
from headwater.text import Span

SAME_PERSON = [
    ("Aleksandr Goryunov", "Alexander Goriunov"),
    ("Mohammed al-Sayed", "Muhammad El Sayed"),
    ("Сергей Орловский", "Sergei Orlovsky"),
    ("J. Merrow", "Jonas Merrow"),
    ("Bill Ashdown", "William Ashdown"),
    ("Dmitry Olegovich Sandler", "Dmitriy Sandler"),
    ("José García Robles", "Jose Garcia Robles"),
    ("García Robles", "José García Robles"),
    ("Viktor Haldemann", "Viktor Haldeman"),
    ("President Agata Lorne", "Agata Lorne"),
    ("Khaled Youssef", "Khalid Yusuf"),
    ("Екатерина Щербакова", "Yekaterina Shcherbakova"),
    ("Abd al-Rahman Qatam", "Abdulrahman Qatam"),
    ("Raúl Salcedo Quispe", "Raúl Salcedo"),
    ("Maricel Dalis-Onga", "Maricel Onga"),
    ("W. J. Hart", "William Hart"),
    ("Daw Khin Mar Swe", "Khin Mar Swe"),
]
OTHER_PERSON = [
    ("Rustam Karimov", "Timur Karimov"),
    ("Diana Holt", "Dana Holt"),
    ("Marina Holt", "Marino Holt"),
    ("Terrence Wills Jr.", "Terrence Wills Sr."),
    ("J. Merrow", "Anna Merrow"),
    ("Ivan Petrovich Sand", "Ivan Lukich Sand"),
    ("Raúl Salcedo Quispe", "Ramón Salcedo"),
    ("Martin Luther", "Luther King"),
]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_forms_of_one_name_agree(one: str, other: str) -> None:
    assert persons.agree(persons.taken_apart(one), persons.taken_apart(other))
    assert persons.agree(persons.taken_apart(other), persons.taken_apart(one))


@pytest.mark.parametrize(("one", "other"), OTHER_PERSON)
def test_names_of_two_do_not(one: str, other: str) -> None:
    assert not persons.agree(persons.taken_apart(one), persons.taken_apart(other))
    assert not persons.agree(persons.taken_apart(other), persons.taken_apart(one))


@pytest.mark.parametrize(("one", "other"), [row[2:4] for row in lexicon.rows("spelling")])
def test_each_rule_of_spelling_keeps_its_example(one: str, other: str) -> None:
    assert spelling.sound(one) == spelling.sound(other)


@pytest.mark.parametrize(
    ("words", "code"), [("Kyrgyz Republic", "KG"), ("the United States", "US"), ("U.S.", "US"), ("Uzbeks", "UZ"), ("Frenchmen", "FR"), ("Osk", None)]
)
def test_countries(words: str, code: str | None) -> None:
    assert countries.code(words) == code


@given(st.text("abcdé ", max_size=9), st.text("abcdé ", max_size=9))
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one)
    assert (spelling.distance(one, other) == 0) == (one == other)


# -- through to actors --------------------------------------------------------------------------------

Told = tuple[str, ActorKind]


def report(doc: str, *names: Told | Referent) -> Annotations:
    """A report that names these, in order."""
    mentions, referents = [], []
    for at, told in enumerate(names):
        name, kind = (told.name, told.kind) if isinstance(told, Referent) else told
        span = Span(doc, 100 * at, 100 * at + len(name))
        mention = Mention(id=span_id("mention", span), span=span, kind=kind, form="name")
        mentions.append(mention)
        known = {"id": span_id("referent", span), "doc": doc, "mentions": (mention.id,)}
        plain = told if isinstance(told, Referent) else Referent(id="", doc=doc, kind=kind, name=name, form="name", mentions=())
        referents.append(Referent(**{field: getattr(plain, field) for field in plain.__struct_fields__} | known))
    return Annotations(doc=doc, language="en", read_as="full", mentions=tuple(mentions), referents=tuple(referents))


def who(name: str, kind: ActorKind = "person", **more: object) -> Referent:
    """A referent with something told of it."""
    return Referent(**{"id": "", "doc": "", "kind": kind, "name": name, "form": "name", "mentions": (), **more})  # type: ignore[arg-type]


def groups(*reports: Annotations, derivations: tuple[Derivation, ...] = ()) -> set[frozenset[str]]:
    """The names of each actor, each with its report."""
    made = resolve_actors(reports, actor_edges(reports, derivations))
    words = {m.id: f"{one.name}@{r.doc}{m.span.start}" for r in reports for one in r.referents for m in r.mentions if m.id in one.mentions}
    return {frozenset(words[id] for id in actor.mentions) for actor in made.actors}


ONE: list[tuple[str, list[Annotations]]] = [
    ("surname in its report", [report("a", ("Haldor Brask", "person"), ("Brask", "person"))]),
    ("surname with the role", [report("a", who("Sena Torvald", heads=("director",))), report("b", who("Torvald", heads=("director",)))]),
    ("acronym introduced", [report("a", who("State Water Inspectorate", "organization", short="SWI")), report("b", ("SWI", "organization"))]),
    ("acronym known", [report("a", ("United Nations", "organization")), report("b", ("UN", "organization"))]),
    ("legal form", [report("a", ("Ostrel Zinc Ltd", "organization")), report("b", ("Ostrel Zinc", "organization"))]),
    ("wording of a ministry", [report("a", ("Kyrgyz Interior Ministry", "organization")), report("b", who("Ministry of Internal Affairs", "organization", country="KG"))]),
    ("part of a name", [report("a", ("Open Water Network", "organization"), ("Network", "organization"))]),
    ("two names of a country", [report("a", ("Kyrgyzstan", "place")), report("b", ("Kyrgyz Republic", "place"))]),
    ("two spellings of a city", [report("a", ("Kiev", "place")), report("b", ("Kyiv", "place"))]),
    ("capital and palace", [report("a", who("Moscow", "place", stands_for="government")), report("b", who("Kremlin", "organization", stands_for="government"))]),
    ("old and new name of a city", [report("a", ("Rangoon", "place")), report("b", ("Yangon", "place"))]),
    ("initials in a report", [report("a", ("Medical Devices Authority", "organization"), ("MDA", "organization"))]),
    (
        "short title of a law",
        [report("a", ("Act on the Protection of Minors from Harmful Games", "law"), ("Protection of Minors Act", "law"))],
    ),
]
TWO: list[tuple[str, list[Annotations]]] = [
    ("brothers", [report("a", ("Rustam Karimov", "person"), ("Timur Karimov", "person"))]),
    ("first name alone", [report("a", ("Selam", "person")), report("b", ("Selam", "person"))]),
    ("first name of a namesake", [report("a", who("Selam", withheld=True)), report("b", ("Ada Selam", "person"))]),
    ("ages", [report("a", who("Ivan Petrov", age=24)), report("b", who("Ivan Petrov", age=61))]),
    ("trades", [report("a", who("Ivan Petrov", heads=("miner",))), report("b", who("Ivan Petrov", heads=("judge",)))]),
    ("ministries of two countries", [report("a", ("Kyrgyz Interior Ministry", "organization")), report("b", ("Tajik Interior Ministry", "organization"))]),
    ("university and hospital", [report("a", ("Halm University", "organization"), ("Halm University Hospital", "organization"))]),
    ("town and hospital", [report("a", ("Mostrin", "place"), ("Mostrin District Hospital", "organization"))]),
    ("country and people", [report("a", ("Kyrgyzstan", "place"), ("Kyrgyz", "group"))]),
    ("capital as a place", [report("a", ("Moscow", "place"), who("Moscow", "place", stands_for="government"))]),
    ("two laws", [report("a", ("Water Act", "law"), ("Drinking Water Act", "law"))]),
    ("short forms of two countries", [report("a", ("Kenyan FIS", "organization")), report("b", ("Ugandan FIS", "organization"))]),
    ("a namesake, as the words say", [report("a", who("Alan Orme", heads=("executive",))), report("b", who("Alan Orme", heads=("cook", "namesake")))]),
    ("no relation, spelt in another way", [report("a", who("Igor Malkov", heads=("analyst",)), who("Ihor Malkov", heads=("coach", "relation")))]),
    ("a namesake spelt in another way", [report("a", who("Alexander Tolin", heads=("analyst",))), report("b", who("Aleksandr Tolin", heads=("coach", "namesake")))]),
    ("two trades and two spellings in a report", [report("a", who("Alexander Tolin", heads=("painter",)), who("Aleksandr Tolin", heads=("surgeon",)))]),
    ("too young for office", [report("a", who("Omar Sadiq", age=17)), report("b", who("Omar Sadiq", heads=("minister",)))]),
    ("a law and a body of its initials", [report("a", ("Medical Devices Act", "law"), ("MDA", "organization"))]),
    ("two provinces", [report("a", ("Aldmoor District Court", "organization")), report("b", ("Brenmoor District Court", "organization"))]),
]


@pytest.mark.parametrize("reports", [row[1] for row in ONE], ids=[row[0] for row in ONE])
def test_one_actor_with_its_reasons(reports: list[Annotations]) -> None:
    made = resolve_actors(reports, actor_edges(reports))
    assert len(made.actors) == 1
    assert made.actors[0].because
    assert not made.open_edges


def test_short_forms_of_two_outlets_are_those_of_their_own_report() -> None:
    found = groups(
        report("a", ("Lagoon Herald", "organization"), ("Herald", "organization")), report("b", ("Karn Herald", "organization"), ("Herald", "organization"))
    )
    assert len(found) == 2


@pytest.mark.parametrize("reports", [row[1] for row in TWO], ids=[row[0] for row in TWO])
def test_two_actors(reports: list[Annotations]) -> None:
    assert len(groups(*reports)) == 2


def test_a_shopkeeper_and_a_minister_of_one_story_are_two() -> None:
    told = [report(doc, who("Omar Sadiq", heads=(head,)), ("Velm Bakers", "organization")) for doc, head in (("a", "shopkeeper"), ("b", "minister"), ("c", "minister"))]
    assert {name[:2] for one in groups(*told) for name in one if len(one) == 1} == {"Om"}
    assert len(groups(*told)) == 3


def test_a_relation_who_keeps_the_role_is_no_namesake() -> None:
    told = [report("a", who("Omar Sadiq", heads=("minister",))), report("b", who("Omar Sadiq", heads=("minister", "relation")))]
    assert len(groups(*told)) == 1


def test_a_witness_is_one_in_a_rewrite_and_two_without() -> None:
    pair = (report("a", who("Orin", withheld=True)), report("b", who("Orin", withheld=True)))
    derived = Derivation(
        id="d", upstream="a", upstream_name=None, downstream="b", kind="rewrite", coverage=0.9, confidence=0.9, because=(Reason("covers", values=(90,)),)
    )
    assert len(groups(*pair)) == 2
    assert len(groups(*pair, derivations=(derived,))) == 1
    assert [edge.because[0].code for edge in resolve_actors(pair, actor_edges(pair)).open_edges] == ["withheld_name"]


def test_a_surname_that_fits_two_is_open_to_both() -> None:
    reports = [report("a", ("Rustam Karimov", "person"), ("Timur Karimov", "person")), report("b", ("Karimov", "person"))]
    made = resolve_actors(reports, actor_edges(reports))
    assert len(made.actors) == 3
    assert {edge.because[0].code for edge in made.open_edges} == {"several_fit"}
    assert len(made.open_edges) == 2


NAMES = st.lists(st.sampled_from(["Rustam Karimov", "Timur Karimov", "Karimov", "R. Karimov", "Rustam", "Ada Brask", "Brask", "Ada Karimov"]), min_size=1, max_size=6)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_no_actor_has_two_full_names_that_disagree(piles: list[list[str]]) -> None:
    reports = [report(f"d{n}", *((name, "person") for name in dict.fromkeys(names))) for n, names in enumerate(piles)]
    for actor in resolve_actors(reports, actor_edges(reports)).actors:
        full = [name for name in map(persons.taken_apart, actor.names) if name.full]
        assert all(persons.agree(a, b) for a in full for b in full)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_every_mention_is_of_one_actor(piles: list[list[str]]) -> None:
    reports = [report(f"d{n}", *((name, "person") for name in dict.fromkeys(names))) for n, names in enumerate(piles)]
    made = resolve_actors(reports, actor_edges(reports))
    listed = [id for actor in made.actors for id in actor.mentions]
    assert sorted(listed) == sorted(mention.id for mention in made.mentions)
    assert {m.actor for m in made.mentions} == {actor.id for actor in made.actors}
