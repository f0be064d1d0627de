"""The codes of all reasons and how each reads.

A reason in a record is a code with spans, ids and plain values as arguments; the sentence is made
here when a page or a file is written, so that a protected name never hides in stored free text.
`{0}`, `{1}` stand for values, `{words}` for the cited words, joined.
"""

from collections.abc import Sequence

TEXTS: dict[str, str] = {
    # furniture (clean)
    "navigation_words": "a short line of links or commands, no sentence",
    "repeated_line": "the same line stands {0} times in this report",
    "repeated_across": "the same line stands in {0} reports of this pile",
    "caption_form": "reads like a picture caption: {0}",
    "credit_form": "names who wrote, reported, translated or photographed",
    "byline_form": "a line with an author's name or a date beside it",
    "appeal_form": "asks the reader to support, subscribe or sign up",
    "legal_form": "speaks to the reader about law, rights or terms",
    "related_form": "points to another report",
    "newsroom_form": "is for newsrooms, not for readers: {0}",
    "comment_form": "belongs to a comment box",
    "after_body": "stands after the last paragraph of the report, beside other furniture",
    "before_body": "stands before the first paragraph of the report, beside other furniture",
    "page_block": "the page marks it as {0}",
    "page_edge": "stands at the edge of several pages",
    "page_number": "is the number of a page",
    "link_list": "most of it is links",
    "under_heading": "stands below a heading that opens another part of the page",
    "empty_heading": "a heading with nothing of the report below it",
    "furniture_words": "opens with, or holds, words of page furniture",
    "outside_body": "stands outside the body of the page",
    # reuse and derivation (relate)
    "quotes_words": "puts in quotation marks what the other says itself: {words}",
    "shared_passages": "{0} passages stand in both",
    "covers": "{0} % of the text stands in the other in the same or other words",
    "parallel_sentences": "{0} sentences run parallel",
    "names_outlet": "names the other outlet: {words}",
    "credits_other": "says where it has it from: {words}",
    "names_unnamed": "gives as unnamed what the other names",
    "contained": "nearly all of it stands in the other, which has more",
    "later_date": "the other is older: {0} before {1}",
    "page_says_so": "the page names its original: {0}",
    "drops_detail": "leaves out names and figures that the other gives",
    "cuts_inside": "leaves out words, figures or sources in the middle of what both have",
    "direction_open": "nothing shows which came first",
    # no link (why)
    "too_little_shared": "only {0} % of the shorter text is shared; a link needs {1} %",
    "nothing_shared": "no passage of one stands in the other",
    # drift
    "caveat_left_out": "a caveat on what both tell stands on one side only",
    "hedge_gone": "told with reserve on one side, as a fact on the other",
    "may_became_is": "what may be on one side is so, or will be, on the other",
    "told_stronger": "told more strongly ({0})",
    "told_weaker": "told less strongly ({0})",
    "figures_differ": "the figures do not agree: {0}, {1}",
    "figure_wider": "a closer figure became a wider one: {0}, {1}",
    "figure_closer": "a wider figure became a closer one: {0}, {1}",
    "figure_in_words": "a figure on one side, only a word for it on the other: {0}",
    "bound_lost": "a bound became the figure itself: {0}, {1}",
    "bound_added": "a figure became a bound: {0}, {1}",
    "dates_differ": "the dates do not agree: {0}, {1}",
    "date_wider": "a day became a longer time: {0}, {1}",
    "date_closer": "a longer time became a day: {0}, {1}",
    "places_differ": "the places are not the same",
    "place_wider": "a named place became a wider one",
    "voice_gone": "somebody's word on one side, the report's own on the other",
    "voice_new": "the report's own words on one side, somebody's on the other",
    "other_voice": "another speaker",
    "voice_unnamed": "a named speaker became an unnamed one",
    "voice_named": "an unnamed speaker became a named one",
    "one_to_several": "one person became several",
    "several_to_one": "several became one person",
    "speaker_left_out": "what this speaker says stands on one side only",
    "figure_left_out": "this figure stands on one side only: {0}",
    # stories
    "story_terms": "shares rare words and names: {0}",
    # origins
    "one_lineage": "both reports go back to one report",
    "derived_one_origin": "one report derives from the other",
    "same_mouth": "rests on the same person's words: {words}",
    "same_words": "the same words stand in both reports",
    # actors
    "same_name": "the same name",
    "same_spelling": "one name in two spellings or scripts: {words}",
    "name_forms": "forms of one given name with the same surname: {words}",
    "initial": "an initial stands for the given name: {words}",
    "more_given_names": "one form has more given names than the other: {words}",
    "misspelt": "one letter differs: {words}",
    "surname": "the surname of the one person who has it there: {words}",
    "given_name_alone": "the given name of the one person who has it in this report: {words}",
    "surname_and_role": "surname and role agree: {words}",
    "acronym": "the short form is introduced for it: {words}",
    "initials": "the short form is made of its initials: {words}",
    "known_short": "a short form that is widely known: {words}",
    "legal_form_of_name": "they differ by the legal form or an article alone: {words}",
    "same_words_in_name": "the names hold the same words: {words}",
    "short_name": "a shorter form of the one name that fits: {words}",
    "same_outlet": "names of one outlet: {words}",
    "same_place": "names of one place: {words}",
    "same_people": "names of one people: {words}",
    "stands_for_government": "stands for the government of {0}: {words}",
    "led_back": "the report's own words lead it back: {words}",
    "same_name_in_rewrite": "the same name in a report and its rewrite",
    "same_description_in_rewrite": "the same description in a report and its rewrite: {words}",
    "same_quotation": "the same words are put into their mouth: {words}",
    "same_title": "a short form of the law's or work's title: {words}",
    "judged_same": "a person decided that they are the same",
    "may_be_same": "the names agree, but nothing else links the reports",
    "several_fit": "{0} actors have a name that fits",
    "other_trade": "the names agree, but they are said to be {0} and {1}",
    "other_age": "the names agree, but the ages do not: {0} and {1}",
    "other_country": "the names agree, but they are of two countries",
    "withheld_name": "a first or changed name alone never joins two reports",
}


def render(code: str, values: Sequence[object] = (), words: Sequence[str] = ()) -> str:
    """The sentence of a reason. Raises KeyError for a code that does not exist."""
    quoted = ", ".join(f"“{word}”" for word in words) if words else "no words kept"
    return TEXTS[code].format(*values, words=quoted)
