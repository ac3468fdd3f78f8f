"""`make quality`: precision, recall and F1 by kind and by document, for each annotated set."""

from __future__ import annotations

import sys

import click

sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parents[2]))

from tests.quality.scoring import Tallies, pooled, score
from tests.quality.sets import SETS, answers_of, gold_of


@click.command()
@click.option("--set", "names", multiple=True, type=click.Choice(list(SETS)), help="One set only.")
@click.option("--by-document", is_flag=True, help="Every kind for every document, too.")
@click.option("--errors", help="List what was missed and what was surplus of one kind of fact.")
def main(names: tuple[str, ...], by_document: bool, errors: str | None) -> None:
    """Compare the answers of the named queries with the reference annotations."""
    for name in names or SETS:
        gold, answers = gold_of(name), answers_of(name)
        tallies = score(gold, answers)
        click.echo(f"\n{name}: {len(gold)} documents")
        _show(tallies)
        click.echo(f"\n{'document, all kinds':20} {'P':>6} {'R':>6} {'F1':>6}")
        for source, annotated in gold.items():
            one = score({source: annotated}, answers)
            whole = pooled(one)
            click.echo(f"{source:20} {whole.precision:6.3f} {whole.recall:6.3f} {whole.f1:6.3f}")
            if by_document:
                _show(one)
        if errors:
            for label, facts in (
                ("missed", tallies[errors].missed),
                ("surplus", tallies[errors].surplus),
            ):
                for fact in facts:
                    click.echo(f"  {label:8} {fact}")


def _show(tallies: Tallies) -> None:
    click.echo(f"{'kind':20} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'extra':>6} {'missed':>6}")
    for kind, t in tallies.items():
        click.echo(
            f"{kind:20} {t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f} "
            f"{t.hits:6} {len(t.surplus):6} {len(t.missed):6}"
        )


if __name__ == "__main__":
    main()
