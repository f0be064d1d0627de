"""`docs/cli.md` from the commands themselves: `python -m tests.cli_reference > docs/cli.md` (or `make cli-docs`).

Written from argparse's own records, not from its help text, which differs between Python versions.
"""

import argparse
from collections.abc import Iterator
from inspect import cleandoc

from headwater.cli import parser

HEAD = """# Commands

Made from the commands themselves (`make cli-docs`); a test keeps it true. Exit status: 0 fine; 1 done, but some inputs had
problems, each named on standard error; 2 wrong use.
"""


def reference(whole: argparse.ArgumentParser) -> str:
    """The page in Markdown: one section a command, one row an argument."""
    sections = (_section(f"{whole.prog} {name}", help, one) for name, help, one in _commands(whole))
    return "\n".join([HEAD, *sections]).rstrip() + "\n"


def _commands(whole: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            yield from ((name, helps.get(name, ""), one) for name, one in action.choices.items())


def _section(title: str, help: str, one: argparse.ArgumentParser) -> str:
    rows = [_row(action) for action in one._actions if not isinstance(action, argparse._HelpAction)]
    table = ["| argument | meaning |", "|---|---|", *rows, ""] if rows else []
    examples = ["```", *(line.strip() for line in (one.epilog or "").splitlines()[1:]), "```", ""] if one.epilog else []
    return "\n".join([f"## `{title}`", "", cleandoc(one.description or help), "", *table, *examples])


def _row(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings)
    value = "" if action.nargs == 0 else _value(action)
    meaning = (action.help or "").replace("%(default)s", str(action.default)).replace("|", "\\|")
    return f"| `{' '.join(part for part in (name, value) if part)}` | {meaning} |".replace("``", "")


def _value(action: argparse.Action) -> str:
    if action.choices:
        return "\\|".join(str(choice) for choice in action.choices)
    shown = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    return shown + ("..." if action.nargs in ("*", "+") else "")


if __name__ == "__main__":
    print(reference(parser()), end="")
