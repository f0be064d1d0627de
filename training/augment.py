"""More names than the corpora hold: sentences with their names exchanged for others of the same kind.

`python -m training.augment --data FOLDER --out names.jsonl` writes our own sentences, and variants in which names are exchanged: for names of the corpora, for countries
and cities of CLDR (by Babel), and for organisations and persons made by the small grammars below.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from babel import Locale

from headwater.language.boundaries import find_words
from training.data import Sentence, read_sentences
from training.own import read_own

Pool = dict[str, list[list[str]]]

GIVEN = [
    "Amina",
    "Okello",
    "Ngozi",
    "Chidi",
    "Kwame",
    "Abena",
    "Thabo",
    "Nomsa",
    "Sipho",
    "Zanele",
    "Fatoumata",
    "Mamadou",
    "Ousmane",
    "Aïssata",
    "Blaise",
    "Idriss",
    "Tigist",
    "Abebe",
    "Hassan",
    "Farhan",
    "Halima",
    "Mohammed",
    "Ahmed",
    "Youssef",
    "Leila",
    "Samira",
    "Omar",
    "Nadia",
    "Karim",
    "Rania",
    "Tariq",
    "Zainab",
    "Bashar",
    "Avigail",
    "Noam",
    "Yael",
    "Reza",
    "Shirin",
    "Farhad",
    "Maryam",
    "Gulnara",
    "Aigerim",
    "Nursultan",
    "Bakyt",
    "Dilshod",
    "Rustam",
    "Zarina",
    "Sadyr",
    "Serik",
    "Ivan",
    "Olena",
    "Oleksandr",
    "Dmitry",
    "Svetlana",
    "Tatiana",
    "Vladimir",
    "Piotr",
    "Agnieszka",
    "Václav",
    "Zuzana",
    "Gábor",
    "Ágnes",
    "Ion",
    "Elena",
    "Bojan",
    "Milica",
    "Arben",
    "Vjosa",
    "Giorgi",
    "Nino",
    "Armen",
    "Anahit",
    "Elchin",
    "Leyla",
    "Mehmet",
    "Ayşe",
    "Recep",
    "Dimitris",
    "Eleni",
    "Marco",
    "Giulia",
    "João",
    "Inês",
    "Carlos",
    "María",
    "José",
    "Luz",
    "Alejandro",
    "Ximena",
    "Evo",
    "Diosdado",
    "Juan",
    "Pablo",
    "Lucía",
    "Rodrigo",
    "Beatriz",
    "Luiz",
    "Dilma",
    "Jean",
    "Marie",
    "Pierre",
    "Claudine",
    "Hans",
    "Ingrid",
    "Lars",
    "Astrid",
    "Pekka",
    "Siobhán",
    "Declan",
    "Owen",
    "Rhys",
    "Fiona",
    "Harriet",
    "Desmond",
    "Marcia",
    "Rajesh",
    "Priya",
    "Arvind",
    "Mamata",
    "Sanjay",
    "Sunita",
    "Imran",
    "Bilal",
    "Ayesha",
    "Nawaz",
    "Sheikh",
    "Khaleda",
    "Tamim",
    "Mahinda",
    "Chandrika",
    "Aung",
    "Thida",
    "Min",
    "Nguyen",
    "Tran",
    "Linh",
    "Sok",
    "Srey",
    "Prayut",
    "Somchai",
    "Anwar",
    "Siti",
    "Joko",
    "Megawati",
    "Budi",
    "Rodrigo",
    "Leni",
    "Ferdinand",
    "Xi",
    "Li",
    "Wei",
    "Yan",
    "Ming",
    "Hui",
    "Tsai",
    "Carrie",
    "Kenji",
    "Haruka",
    "Shinzo",
    "Yuki",
    "Min-jun",
    "Seo-yeon",
    "Jae-in",
    "Jong-un",
    "Batbayar",
    "Tuvshin",
    "Jacinda",
    "Tane",
    "Moana",
    "Winston",
    "Latu",
    "Sione",
    "James",
    "Sarah",
    "Michael",
    "Emily",
    "Kevin",
    "Latoya",
    "Dwayne",
    "Chantal",
]
FAMILY = (
    """Okello Adeyemi Nwosu Mensah Boateng Dlamini Ndlovu Nkosi van der Merwe Diallo Traoré Keïta Sow Coulibaly Déby Tshisekedi Kabila Abiy Tadesse Warsame Farah
al-Shami al-Farsi el-Sisi Haddad Khoury Nasrallah Barzani ben-Gvir Cohen Levi Rouhani Hosseini Ahmadi Karzai Noorzai Nazarbayev Tokayev Japarov Mirziyoyev Rahmon
Ivanov Petrova Kuznetsov Shevchenko Kovalenko Bondarenko Kowalski Nowak Novák Svoboda Nagy Kovács Popescu Ionescu Vučić Marković Hoxha Rama Kvirikashvili Sargsyan
Aliyev Mammadov Yılmaz Demir Papadopoulos Rossi Bianchi Silva Santos da Costa García Fernández Morales Quispe Mamani Ortega Ríos Bolsonaro Rousseff Dupont Lefèvre
Müller Schmidt Andersen Lindqvist Virtanen O'Connor Murphy Griffiths MacLeod Thompson-Reid Sharma Patel Banerjee Krishnamurthy Singh Khan Bhutto Chowdhury Rahman
Rajapaksa Wickremesinghe Hlaing Htwe Pham Nguyen Vong Chea Chan-o-cha Shinawatra Ibrahim Razak Widodo Sukarnoputri Duterte Marcos Xiaoping Zhang Wang Chen Lai
Tanaka Suzuki Yamamoto Kim Park Lee Choi Batsukh Ardern Parata Peters Taufa Smith Johnson Williams Baptiste Pierre-Louis Campbell""".replace(
        "van der Merwe", "van_der_Merwe"
    )
    .replace("da Costa", "da_Costa")
    .split()
)
FIELDS = """Health|Education|Finance|Justice|Defence|Foreign Affairs|Interior|Agriculture|Labour|Energy|Water Resources|Transport|Information|Tourism|Mines|Home Affairs
Women's Affairs|Youth and Sports|Environment|Trade and Industry|Public Security|Migration|Housing|Culture|Communications|Science and Technology|Fisheries|Planning
Local Government|Civil Aviation|Public Works|Human Rights|Statistics|Drug Control|Elections|Anti-Corruption|Broadcasting|Refugees|Telecommunications|Roads|Petroleum""".replace(
    "\n", "|"
).split("|")
BODIES = [
    "Commission",
    "Council",
    "Agency",
    "Board",
    "Authority",
    "Institute",
    "Directorate",
    "Bureau",
    "Service",
    "Office",
    "Committee",
    "Corporation",
    "Inspectorate",
    "Secretariat",
    "Fund",
    "Centre",
    "Federation",
]
PAPERS = [
    "Times",
    "Post",
    "Herald",
    "Gazette",
    "Tribune",
    "Monitor",
    "Mirror",
    "Standard",
    "Chronicle",
    "Observer",
    "Star",
    "Guardian",
    "Mail",
    "News",
    "Courier",
    "Independent",
    "Examiner",
    "Express",
    "Today",
    "Daily",
]
FIRMS = [
    "Ltd",
    "SA",
    "Group",
    "Holdings",
    "Energy",
    "Airlines",
    "Telecom",
    "Bank",
    "Mining",
    "Oil",
    "Cement",
    "Insurance",
    "Motors",
    "Foods",
    "Pharma",
    "Capital",
    "Logistics",
    "Steel",
    "Power",
    "Media",
    "Properties",
    "Corp",
    "Inc",
    "GmbH",
    "plc",
    "Pvt Ltd",
    "S.A.",
    "Technologies",
]
SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "za",
    "len",
    "tor",
    "vi",
    "sta",
    "bra",
    "no",
    "xe",
    "ri",
    "ta",
    "lu",
    "go",
    "ne",
    "sho",
    "pa",
    "du",
    "mer",
    "fi",
    "ca",
    "ol",
    "an",
    "sy",
    "ber",
    "ko",
    "za",
    "wi",
    "ha",
    "nu",
    "ja",
    "que",
    "tri",
    "mon",
    "del",
    "va",
]
IDEAS = [
    "Democratic",
    "National",
    "People's",
    "Republican",
    "Liberal",
    "Socialist",
    "Progressive",
    "United",
    "Justice",
    "Freedom",
    "Unity",
    "Reform",
    "Labour",
    "Conservative",
    "Green",
    "Patriotic",
    "Renewal",
    "Development",
    "Homeland",
    "Workers'",
    "Popular",
]
PARTY = ["Party", "Movement", "Front", "Alliance", "Congress", "Union", "Coalition", "League", "Rally", "Bloc", "Platform", "Forum"]
CLUBS = [
    "United",
    "City",
    "Rovers",
    "Wanderers",
    "Rangers",
    "Athletic",
    "Sporting",
    "Eagles",
    "Lions",
    "Warriors",
    "Stars",
    "Dynamo",
    "Racing",
    "Bulls",
]


def invented(rng: random.Random) -> str:
    """Return a word that no lexicon holds."""
    word = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice([2, 2, 3]))).capitalize()
    return word.upper() if rng.random() < 0.06 else word


def acronym(rng: random.Random) -> str:
    """Return an acronym, now and then with small letters inside."""
    letters = "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVWZ") for _ in range(rng.choice([2, 3, 3, 3, 4, 4, 5])))
    return letters[0] + letters[1:].lower() + letters[-1] if rng.random() < 0.07 else letters


class Maker:
    """Makes names of persons, organisations and places; the same for the same seed."""

    def __init__(self, rng: random.Random) -> None:
        locale = Locale("en")
        plain = re.compile(r"[^\W\d_][\w'’. -]+")
        self.rng = rng
        self.countries = sorted(
            v for k, v in locale.territories.items() if len(k) == 2 and plain.fullmatch(v) and k not in ("ZZ", "XA", "XB", "EZ", "UN", "QO")
        )
        self.cities = sorted(
            {z["city"] for z in locale.time_zones.values() if "city" in z}
            | {k.rsplit("/", 1)[1].replace("_", " ") for k in locale.time_zones if "/" in k and not k.startswith("Etc")}
        )

    def place(self) -> str:
        """A country or a city, now and then with a type word or a direction."""
        r = self.rng
        name = r.choice(self.countries if r.random() < 0.4 else self.cities)
        if r.random() < 0.12:
            return f"{invented(r)} {r.choice(['Province', 'District', 'River', 'State', 'Valley', 'Region', 'Island', 'County', 'Bay', 'Hills', 'Street', 'Square', 'Airport', 'Lake'])}"
        return invented(r) if r.random() < 0.12 else name

    def person(self) -> str:
        """A full name, in the manners of several continents."""
        r = self.rng
        given, family = r.choice(GIVEN), r.choice(FAMILY).replace("_", " ")
        middle = (
            ""
            if r.random() < 0.75
            else r.choice(
                [r.choice(GIVEN), r.choice("ABCDEFGHJKLMNPRST") + ".", r.choice(FAMILY).replace("_", " "), "bin " + r.choice(GIVEN)]
            )
        )
        if r.random() < 0.06:
            given = f"{r.choice('ABCDEFGHJKLMNPRST')}. {r.choice('ABCDEFGHJKLMNPRST')}."
        return " ".join(x for x in (given, middle, family) if x)

    def organisation(self) -> str:
        """A ministry, court, party, agency, armed group, outlet, bank, firm, university, club or other body."""
        r = self.rng
        place, country, city, field = self.place(), r.choice(self.countries), r.choice(self.cities), r.choice(FIELDS)
        body, word, idea = r.choice(BODIES), invented(r), r.choice(IDEAS)
        forms: list[Callable[[], str]] = [
            lambda: (
                f"{r.choice(['Ministry', 'Department', 'Directorate'])} of {field}"
                + (f" and {r.choice(FIELDS)}" if r.random() < 0.3 else "")
            ),
            lambda: f"{field} {r.choice(['Ministry', 'Department', 'Committee', 'Commission'])}",
            lambda: f"National {field} {body}",
            lambda: f"{country} {field} {body}",
            lambda: (
                f"{r.choice(['National', 'Federal', 'Central', 'Independent', 'State', 'Regional', 'Supreme'])} {body}"
                + (f" for {field}" if r.random() < 0.5 else f" of {field}")
            ),
            lambda: (
                f"{r.choice(['Supreme', 'High', 'Constitutional', 'Federal', 'District', 'Appeals', 'Magistrates'])} Court"
                + (f" of {country}" if r.random() < 0.4 else "")
            ),
            lambda: (
                f"{city} {r.choice(['High Court', 'City Council', 'District Court', 'Police', 'Chamber of Commerce', 'Municipality', 'Administrative Court', 'Stock Exchange', 'Prosecutor’s Office'])}"
            ),
            lambda: (
                f"{r.choice(['Court', 'Office', 'Bank', 'Government', 'University', 'Parliament', 'Bar Association', 'Red Cross Society'])} of {place}"
            ),
            lambda: f"{idea} {r.choice(IDEAS)} {r.choice(PARTY)}",
            lambda: f"{word} {r.choice(PARTY)}",
            lambda: (
                f"{r.choice(['Alliance', 'Movement', 'Front', 'Union', 'Network', 'Campaign', 'Committee', 'Coalition'])} for {r.choice(['Democracy', 'Change', 'the Defence of Democracy', 'Justice', 'Human Rights', 'Press Freedom', 'Peace', 'Progress', 'National Unity'])}"
            ),
            lambda: (
                f"{place} {r.choice(['Liberation Front', 'Liberation Army', 'Defence Forces', 'Resistance Movement', 'Brigade', 'National Army', 'Air Force', 'Navy'])}"
            ),
            lambda: (
                f"{r.choice(['Jaish', 'Harakat', 'Ansar', 'Kataib', 'Lashkar', 'Jamaat', 'Tehreek', 'Saraya'])} {r.choice(['al-', 'ul-', 'e-', ''])}{word}"
            ),
            lambda: f"{place} {r.choice(PAPERS)}",
            lambda: f"{r.choice(['Daily', 'Radio', 'Channel', 'The', 'Agence', 'Diario', 'El', 'Le', 'La', 'Al', 'TV'])} {word}",
            lambda: f"{word} {r.choice(['TV', 'News', 'News Agency', 'Radio', 'FM', 'Media', 'Press'])}",
            lambda: f"{word} {r.choice(FIRMS)}",
            lambda: f"{word} {invented(r)} {r.choice(FIRMS)}",
            lambda: f"{place} {r.choice(FIRMS)}",
            lambda: (
                f"{place} {r.choice(['University', 'State University', 'Medical Association', 'Football Association', 'Teachers Union', 'Medical Centre', 'Institute of Technology', 'Journalists Association', 'Cricket Board'])}"
            ),
            lambda: (
                f"{r.choice(['Partido', 'Banco', 'Universidad', 'Tribunal', 'Comisión Nacional', 'Ministério', 'Conseil', 'Parti', 'Bundesamt', 'Istituto', 'Fundación'])} {r.choice(['de', 'del', 'da', 'du', 'für', 'di'])} {word}"
            ),
            lambda: f"{city} {r.choice(CLUBS)}",
            lambda: f"{r.choice(['FC', 'SC', 'AC', 'Real', 'Club', 'Team'])} {r.choice([city, word])}",
            lambda: (
                f"{word} {r.choice(['Foundation', 'Institute', 'Trust', 'Society', 'Network', 'Watch', 'Initiative', 'Group', 'Association', 'Church', 'Hospital', 'School'])}"
            ),
            lambda: word,
            lambda: f"{word[:3]}{invented(r)}",
        ]
        return r.choice(forms)()


def shape_of(words: list[str]) -> str:
    """Say which manner of name this is: one in capitals, one word, several."""
    return "many" if len(words) > 1 else "caps" if words[0].isupper() and len(words[0]) > 1 else "one"


def split(name: str) -> list[str]:
    """Return the words of a made name."""
    return [name[a:z] for a, z in find_words(name)]


def exchange(s: Sentence, pool: Pool, maker: Maker, rate: float) -> Sentence:
    """Return the sentence with names exchanged for others of the same kind and manner."""
    assert s.names is not None
    forms: list[str] = []
    names: list[tuple[int, int, str]] = []
    at = 0
    capitals = sum(f.isupper() for f in s.forms if f.isalpha()) > 0.6 * max(sum(f.isalpha() for f in s.forms), 1)
    for start, end, label in sorted(s.names):
        forms += s.forms[at:start]
        old = s.forms[start:end]
        new = other(old, label, pool, maker) if maker.rng.random() < rate else old
        new = [w.upper() for w in new] if capitals and new is not old else new
        names.append((len(forms), len(forms) + len(new), label))
        forms += new
        at = end
    forms += s.forms[at:]
    return Sentence(forms, [True] * len(forms), names=names, complete=s.complete, weight=0.7)


def other(old: list[str], label: str, pool: Pool, maker: Maker) -> list[str]:
    """Return another name of the kind, of the same manner."""
    r, manner = maker.rng, shape_of(old)
    if r.random() < 0.4 or label not in ("PER", "ORG", "LOC"):
        return r.choice(pool.get(f"{label} {manner}") or [old])
    if label == "ORG":
        return (
            [acronym(r)] if manner == "caps" else [r.choice([invented(r), acronym(r)])] if manner == "one" else split(maker.organisation())
        )
    if label == "PER":
        return split(maker.person()) if manner == "many" else split(r.choice(FAMILY).replace("_", " "))
    return old if manner == "caps" else split(maker.place())


def pools(sentences: list[Sentence]) -> Pool:
    """Return the names of the corpora by kind and manner."""
    out: Pool = defaultdict(list)
    for s in sentences:
        for start, end, label in s.names or ():
            if label != "?":
                words = s.forms[start:end]
                out[f"{label} {shape_of(words)}"].append(words)
    return out


def main() -> None:
    """Write the sentences that names are learned from beside the treebanks."""
    p = argparse.ArgumentParser()
    p.add_argument("--data", type=Path, default=Path("../shared/data/training"))
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--copies", type=int, default=2, help="how often each own sentence is given as it is")
    p.add_argument("--variants", type=int, default=3)
    p.add_argument("--parts", default="own,variants,treebank")
    p.add_argument("--seed", type=int, default=20)
    a = p.parse_args()
    rng = random.Random(a.seed)
    maker = Maker(rng)
    own, parts = read_own(), a.parts.split(",")
    treebank = [s for s in read_sentences(a.data / "ewt_train.jsonl.gz") if s.names and len(s.forms) < 60]
    pool = pools(own + treebank)
    out = [s for s in own for _ in range(a.copies)] if "own" in parts else []
    if "variants" in parts:
        out += [exchange(s, pool, maker, 0.75) for s in own if s.names for _ in range(a.variants)]
    if "treebank" in parts:
        out += [exchange(s, pool, maker, 0.75) for s in treebank if any(n[2] != "PER" for n in s.names or ())]
    with a.out.open("w", encoding="utf-8") as lines:
        for s in out:
            lines.write(json.dumps(asdict(s), ensure_ascii=False) + "\n")
    print(len(own), "own,", len(treebank), "treebank;", len(out), "written,", sum(len(s.forms) for s in out), "words")


if __name__ == "__main__":
    main()
