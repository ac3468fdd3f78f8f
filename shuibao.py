"""The front door: the command line, and the only reader of the environment.

Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 the data does not
conform or a check found rows, 2 wrong use, 3 an expected failure told in one sentence.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from asking import asker_of, base_of, exported, free_answer, release_of

_FORMATS = click.Choice(["table", "csv", "json", "xlsx"])
_DUMPS = click.Choice(["nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml"])


def main() -> None:
    """Run the command line; an expected failure ends in one sentence and exit code 3."""
    from graph.errors import GraphError
    from loaders.errors import LoaderError, NonconformingError
    from ontology.errors import OntologyError
    from queries.errors import QueryError
    from webapp.errors import WebError

    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _stop("Stopped; nothing was changed.", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except NonconformingError as error:
        _stop(str(error), 1)
    except (GraphError, LoaderError, OntologyError, QueryError, WebError) as error:
        _stop(str(error), 3)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _stop(f"{error.filename or 'file'}: {error.strerror}; check the path and the disk.", 3)


def _stop(message: str, code: int) -> None:
    click.echo(message, err=True)
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="shuibao")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="SHUIBAO_DATA",
    default=Path("data"),
    show_default=True,
    help="Where releases are kept (also SHUIBAO_DATA). 版本目录。",
)
@click.pass_context
def cli(context: click.Context, data: Path) -> None:
    """Shuibao (水保): ask many Chinese policy plans one question.

    Start with:  shuibao build  &&  shuibao query leads --set topic=T11
    """
    context.obj = data


def _with_data(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the data folder to a command."""

    @click.pass_obj
    @functools.wraps(function)
    def command(data: Path, /, *args: Any, **options: Any) -> Any:
        return function(data, *args, **options)

    return command


_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_KEEP_GOING = click.option(
    "--keep-going", is_flag=True, help="Publish the good documents and name those left out."
)
_JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes; one a core.")


@cli.command()
@_PATHS
@_KEEP_GOING
@_JOBS
@click.option(
    "--base",
    envvar="SHUIBAO_BASE",
    metavar="IRI",
    help="Mint every IRI under this base (also SHUIBAO_BASE); kept by add and remove.",
)
@click.option("--if-stale", is_flag=True, help="Do nothing where the release is up to date.")
@_with_data
def build(
    data: Path,
    paths: tuple[Path, ...],
    keep_going: bool,
    jobs: int | None,
    base: str | None,
    if_stale: bool,
) -> None:
    """Read documents (files or folders; the shipped corpus when none is named) and publish them.

    Example:  shuibao build plans/  --keep-going
    """
    from building import Build
    from graph.rdf import BASE

    Build(data, keep_going, jobs, base or BASE).fresh(paths, if_stale=if_stale)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@_KEEP_GOING
@_JOBS
@_with_data
def add(data: Path, paths: tuple[Path, ...], keep_going: bool, jobs: int | None) -> None:
    """Add documents to the current release; one that comes again replaces its older self.

    Example:  shuibao add new-plan.docx
    """
    from building import Build

    Build(data, keep_going, jobs).added(paths)


@cli.command()
@click.argument("documents", nargs=-1, required=True)
@_with_data
def remove(data: Path, documents: tuple[str, ...]) -> None:
    """Publish a release without those documents (file names or slugs).

    Example:  shuibao remove jinan.txt
    """
    from building import Build

    Build(data, keep_going=False, jobs=None).without(documents)


_RELEASE = click.option("--release", help="A kept release instead of the current one.")


@cli.command()
@click.option("--format", "form", type=click.Choice(["table", "turtle"]), default="table")
@_RELEASE
@_with_data
def validate(data: Path, form: str, release: str | None) -> None:
    """Show the SHACL report of the current release; exit code 1 if anything is violated."""
    from graph.report import Severity, from_json

    kept = release_of(data, release)
    if form == "turtle":
        click.echo(kept.shacl(), nl=False)
        return
    results = [r for part in kept.parts() for r in from_json(part.report["validation"]).results]
    for found in results:
        shape = found.shape.rsplit("/", 1)[-1]
        click.echo(f"{found.severity:9} {shape:24} {found.message_zh}\n{'':10}{found.focus}")
    click.echo(f"{len(results)} result(s) in release {kept.id}", err=True)
    if any(found.severity is Severity.VIOLATION for found in results):
        sys.exit(1)


_ENDPOINT = click.option("--endpoint", help="Ask a remote SPARQL 1.1 store instead.")


@cli.command()
@click.argument("name", required=False)
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="Bind a parameter.")
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark (for spreadsheets).")
@_RELEASE
@_ENDPOINT
@_with_data
def query(
    data: Path,
    name: str | None,
    values: tuple[str, ...],
    form: str,
    output: Path | None,
    bom: bool,
    release: str | None,
    endpoint: str | None,
) -> None:
    """Run a named query; without a name, list them with their parameters.

    Example:  shuibao query leads --set topic=T11 --set city=济南市 --format csv
    """
    from queries.library import Library
    from queries.run import run

    base = base_of(data, endpoint, release)
    library = Library.load(base)
    if name is None:
        for known in library:
            parameters = " ".join(f"{p.name}=" for p in known.parameters)
            click.echo(f"{known.name:18} {known.summary_zh} · {known.summary_en} {parameters}")
        return
    wanted = library.get(name)
    table = run(asker_of(data, endpoint, release), wanted, _pairs(values), base=base)
    _write(exported(table, form, bom=bom), output)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        key, equals, rest = value.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes KEY=VALUE, not {value!r}.")
        pairs[key] = rest
    return pairs


def _write(content: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@cli.command()
@click.argument("file", default="-", type=click.File("r", encoding="utf-8"))
@click.option("--format", "form", type=_FORMATS, default="table", show_default=True)
@_RELEASE
@_ENDPOINT
@_with_data
def sparql(data: Path, file: Any, form: str, release: str | None, endpoint: str | None) -> None:
    """Run any read-only SPARQL 1.1 query from a file or standard input.

    Example:  echo 'SELECT * { ?m a sb:Measure } LIMIT 3' | shuibao sparql
    """

    base = base_of(data, endpoint, release)
    answer = free_answer(asker_of(data, endpoint, release), base, file.read())
    if answer.kind == "solutions":
        _write(exported(answer.table(), form), None)
    elif answer.kind == "boolean":
        click.echo("true" if answer.boolean() else "false")
    else:
        _write(answer.serialise("text/turtle"), None)


@cli.command()
@click.option("--format", "form", type=_DUMPS, default="nquads", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@_RELEASE
@_with_data
def dump(data: Path, form: str, output: Path | None, release: str | None) -> None:
    """Write the release in an RDF format.

    Example:  shuibao dump --format trig -o shuibao.trig
    """
    _write(release_of(data, release).dump(form).read_bytes(), output)


@cli.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@_with_data
def diff(data: Path, old: str | None, new: str | None) -> None:
    """Show quads added (+) and removed (-) between two releases (the last two when none is named).

    Example:  shuibao diff r1f0c… r9ab3…
    """
    from graph.errors import ReleaseError
    from graph.releases import Releases

    releases = Releases(data)
    steps = [step.release for step in releases.history()]
    new = new or releases.current().id
    old = old or next((name for name in reversed(steps) if name != new), None)
    if old is None:
        raise ReleaseError(f"There is only one release in {data}; build another to compare.")
    added, removed = releases.diff(old, new)
    for sign, lines in (("-", removed), ("+", added)):
        for line in lines:
            sys.stdout.buffer.write(sign.encode() + b" " + line.rstrip(b"\n") + b"\n")


@cli.command("releases")
@_with_data
def releases_(data: Path) -> None:
    """List the kept releases; * marks the current one."""
    from graph.releases import Releases

    releases = Releases(data)
    current = releases.current().id
    for kept in releases.list():
        mark = "*" if kept.id == current else " "
        manifest = kept.manifest
        click.echo(f"{mark} {kept.id}  {manifest.created}  {len(manifest.documents)} documents, "
                   f"{manifest.quads} quads")  # fmt: skip


@cli.command()
@click.argument("release")
@_with_data
def rollback(data: Path, release: str) -> None:
    """Make an earlier release current again."""
    from graph.releases import Releases

    click.echo(f"{Releases(data).rollback(release).id} is current.", err=True)


@cli.command()
@click.argument("endpoint")
@click.option("--user", help="Who writes; the password is read from SHUIBAO_PASSWORD.")
@click.option("--query", "asked", metavar="ADDRESS", help="Where the store answers, if not beside.")
@_RELEASE
@_with_data
def push(
    data: Path, endpoint: str, user: str | None, asked: str | None, release: str | None
) -> None:
    """Publish the release to a SPARQL 1.1 store (Graph Store Protocol or Update).

    Example:  shuibao push http://127.0.0.1:7878/store
    """
    from graph.rdf import quads_of
    from queries.access import Credentials
    from queries.push import push as push_to

    kept = release_of(data, release)
    quads = quads_of(kept.dump("nquads").read_bytes())
    login = Credentials(user, os.environ.get("SHUIBAO_PASSWORD", "")) if user else None
    with click.progressbar(length=len(quads), label=endpoint, file=sys.stderr) as bar:
        done = push_to(endpoint, quads, credentials=login, base=kept.manifest.base,
                       query_endpoint=asked, progress=lambda _, n: bar.update(n))  # fmt: skip
    left = "may be left: see --query" if done.dropped is None else "are gone"
    click.echo(f"{kept.id} is at {endpoint}; graphs of removed documents {left}.", err=True)


@cli.command()
@_RELEASE
@_with_data
def report(data: Path, release: str | None) -> None:
    """Show for every document its facts by kind, coverage and the text that no rule took."""
    for part in release_of(data, release).parts():
        told = part.report
        counts = ", ".join(f"{kind} {count}" for kind, count in told["counts"].items())
        click.echo(f"{part.source}  coverage {told['coverage']:.1%}  {counts}")
        for left in told["leftovers"]:
            place = left["measure"] or "-"
            quote = "".join(left["quote"].split())
            click.echo(f"    {left['looks_like']:14} {place:12} {left['start']}: {quote}")
        for guess in told["guessed_functions"]:
            click.echo(f"    function guessed: {guess['written']} -> {guess['body']}")


@cli.command()
@click.option("--city", help="One city's bodies instead of functions across cities.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@_RELEASE
@_with_data
def network(data: Path, city: str | None, output: Path | None, release: str | None) -> None:
    """Write the cooperation network (who works with whom, centralities, communities) as GraphML.

    Example:  shuibao network --city 济南市 -o jinan.graphml
    """
    from graph.network import annotate, body_network, function_network, graphml
    from queries.participation import participations

    rows = participations(asker_of(data, None, release), city, base=base_of(data, None, release))
    graph = body_network(rows) if city else function_network(rows)
    _write(graphml(annotate(graph)), output)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--endpoint", help="Serve over a remote SPARQL 1.1 store.")
@_with_data
def serve(data: Path, host: str, port: int, endpoint: str | None) -> None:
    """Serve the explorer and the SPARQL endpoint until Ctrl-C.

    Example:  shuibao serve --port 8080
    """
    from webapp.server import serve as serve_forever

    serve_forever(data, host=host, port=port, endpoint=endpoint)


if __name__ == "__main__":
    main()
