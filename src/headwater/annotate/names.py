"""Names in one text by capitals: enough to lead a last name back to the full one."""

import re

from headwater import lexicon

PART = r"[A-ZÀ-ÞА-ЯЁ][\w'’-]*[\w]|[A-Z]\."
FULL = re.compile(rf"(?:{PART})(?: (?:(?:de|la|al|bin|van|von|der|den|di|da|del|el|du|ul) ){{0,2}}(?:{PART})){{1,3}}")
TITLE_WORDS = frozenset(
    "president prime minister mr mrs ms dr prof general colonel captain judge senator governor mayor king queen prince princess sheikh mp deputy chairman "
    "spokesman spokeswoman spokesperson secretary director ambassador professor lieutenant major sergeant pope bishop imam".split()
)


class Names:
    """The full names of one text, looked up by their last part."""

    def __init__(self, content: str) -> None:
        self._by_last: dict[str, list[tuple[int, str]]] = {}
        for found in FULL.finditer(content):
            name = _without_title(found.group())
            if " " in name:
                self._by_last.setdefault(name.rsplit(" ", 1)[1].casefold(), []).append((found.start(), name))

    def fullest(self, words: str) -> str:
        """The longest name of the text that ends in `words` (one word), or `words` without title as they are."""
        bare = _without_title(re.sub(r"['’]s$", "", words))
        if " " in bare:
            return bare
        known = self._by_last.get(bare.casefold(), [])
        people = [name for _, name in known if name.split(" ")[0].casefold() not in lexicon.entries("stopwords")]
        return max(people, key=lambda name: (people.count(name), len(name))) if people else bare


def _without_title(name: str) -> str:
    parts = name.split(" ")
    while len(parts) > 1 and (parts[0].casefold().rstrip(".") in TITLE_WORDS or parts[0].casefold() in lexicon.entries("stopwords")):
        parts = parts[1:]
    return " ".join(parts)
