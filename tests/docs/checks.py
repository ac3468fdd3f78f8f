"""What documentation claims, read from Markdown and compared with what is there.

Each check is a function from text to a list of faults; `tests/test_docs.py` runs them, and shows
each a planted fault.
"""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ontology.terms import namespace, terms
from queries.library import Library
from queries.parameters import PARAMETERS
from shuibao import cli

ROOT = Path(__file__).resolve().parents[2]


# ---------------------------------------------------------------- reading Markdown


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a page: language and content."""
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield match[1], match[2]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table; `[PATH…]` in a cell holds no bar."""
    for line in text.splitlines():
        if line.startswith("| ") and line.endswith(" |"):
            yield [cell.strip() for cell in line[2:-2].split(" | ")]


def codes(cell: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def examples(text: str) -> Iterator[tuple[str, list[str]]]:
    """The `shuibao` commands of console blocks, each with the output shown under it."""
    for language, body in blocks(text):
        if language == "console":
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, *output = part.rstrip("\n").split("\n")
                yield command, output


def questions(text: str) -> Iterator[tuple[str, list[str]]]:
    """The SPARQL queries of a page, each with the answer shown in the block behind it."""
    found = [*blocks(text), ("", "")]
    for (language, body), (following, answer) in itertools.pairwise(found):
        if language == "sparql":
            yield body, answer.splitlines() if following == "csv" else []


# ---------------------------------------------------------------- the checks


def answer_faults(shown: list[str], real: list[str]) -> list[str]:
    """Where an answer shown is not the real one. `…` ends a line cut short, or stands for lines."""
    if "…" in shown:
        at = shown.index("…")
        tail = shown[at + 1 :]
        if len(real) <= len(shown) - 1:
            return [f"nothing is left out where … stands: {shown[-1]}"]
        return answer_faults(shown[:at], real[:at]) + answer_faults(
            tail, real[len(real) - len(tail) :]
        )
    if len(shown) != len(real):
        return [f"{len(shown)} lines shown, {len(real)} answered: {real}"]
    return [
        f"shown {told!r}, answered {line!r}"
        for told, line in zip(shown, real, strict=True)
        if told != line.rstrip()
        and not (told.endswith("…") and line.startswith(told[:-1].rstrip()))
    ]


def usage_fault(command: str) -> str | None:
    """What is wrong with a command line, None where it parses."""
    words = shlex.split(
        re.split(r"[<>|](?=\s)", command.rsplit("| shuibao", maxsplit=1)[-1])[0], comments=True
    )
    words = words[1:] if words and words[0] == "shuibao" else words
    at = 2 if words and words[0] == "--data" else 0
    try:
        context = cli.make_context("shuibao", list(words))
        name, known, rest = cli.resolve_command(context, words[at:])
        if known is not None:
            known.make_context(name, rest, parent=context)
    except click.ClickException as error:
        return f"{command}: {error.format_message()}"
    return None


def options_of(command: click.Command) -> set[str]:
    """The long names of a command's options."""
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }


def command_faults(text: str, group: click.Group) -> list[str]:
    """Commands and options that the table of commands lacks, or that do not exist."""
    told: dict[str, set[str]] = {}
    for cells in rows(text):
        if found := re.match(r"`shuibao (\w+)", cells[0]):
            told[found[1]] = {code for code in codes(cells[-1]) if code.startswith("--")}
    real = {name: options_of(command) for name, command in group.commands.items()}
    return differences("command", set(told), set(real)) + [
        fault
        for name in sorted(told.keys() & real)
        for fault in differences(f"option of {name}", told[name], real[name])
    ]


def differences(kind: str, told: Iterable[str], real: Iterable[str]) -> list[str]:
    """What is told and does not exist, and what exists and is not told."""
    told, real = set(told), set(real)
    missing = [f"{kind} {name} is not described" for name in sorted(real - told)]
    return missing + [f"{kind} {name} does not exist" for name in sorted(told - real)]


def library_rows(library: Library) -> list[str]:
    """The rows of the table of named queries as they must be."""
    return [
        f"| `{query.name}` | {query.summary_zh} | {query.summary_en} | "
        f"{', '.join(f'`{p.name}`' for p in query.parameters) or '–'} | "
        f"{', '.join(query.columns)} |"
        for query in library
    ]


def query_faults(text: str, library: Library) -> list[str]:
    """Rows that the table of named queries lacks, and rows for queries that do not exist."""
    lines = text.splitlines()
    missing = [f"write this row: {row}" for row in library_rows(library) if row not in lines]
    known = {query.name for query in library} | set(PARAMETERS)
    after = text.partition("| 查询 query |")[2].partition("\n\n")[0]
    told = {codes(cells[0])[0] for cells in rows(after) if codes(cells[0])}
    return missing + [f"query {name} does not exist" for name in sorted(told - known)]


def link_faults(path: Path, text: str) -> list[str]:
    """Relative links of a page that lead nowhere."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    local = (t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#", t))
    return [f"{path.name}: {t}" for t in local if not (path.parent / t).exists()]


def term_faults(text: str) -> list[str]:
    """Words of our vocabulary that a page uses and the ontology lacks."""
    known = {iri.removeprefix(namespace()) for iri in terms()}
    return sorted(set(re.findall(r"\bsb:(\w+)", text)) - known)


def path_faults(text: str) -> list[str]:
    """Files and folders of the project that a page names and that do not exist."""
    rooms = r"`((?:ontology|graph|loaders|queries|webapp|tests|docs)/[a-z0-9_./-]*)`"
    return [path for path in re.findall(rooms, text) if not (ROOT / path).exists()]


def listed(text: str, title: str) -> set[str]:
    """The names in the paragraph of a page that begins with a title."""
    paragraph = text.partition(f"**{title}**")[2].partition("\n\n")[0].partition("): ")[2]
    return set(codes(paragraph))


def setting_names(text: str) -> set[str]:
    """The environment variables of ours that a text names."""
    return set(re.findall(r"\bSHUIBAO_[A-Z_]+", text))


def figures(text: str) -> dict[str, list[float | None]]:
    """The table of quality: F1 by kind, for the sets shipped, develop and measure."""
    found = {}
    for cells in rows(text):
        if len(cells) == 4 and all(re.fullmatch(r"[01]\.\d\d|–", cell) for cell in cells[1:]):
            found[codes(cells[0])[0]] = [None if c == "–" else float(c) for c in cells[1:]]
    return found
