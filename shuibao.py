"""The front door: the command line, and the only reader of the environment."""

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shuibao")
def main() -> None:
    """Shuibao (水保): a knowledge graph of Chinese soil and water conservation plans."""


if __name__ == "__main__":
    main()
