"""The commands on the library: `library list`, `show`, `check`, `test`, `add`, `import` and the others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Force
from witnessmark.cli.session import Session

library_app = typer.Typer(
    help="The fingerprints that passages are compared with.", no_args_is_help=True, rich_markup_mode=None
)

Json = Annotated[bool, typer.Option("--json", help="Print the result as one JSON document.")]
Id = Annotated[str, typer.Argument(help="The fingerprint's id, as `library list` prints it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(library_app, name="library")


@library_app.command("list")
def list_fingerprints(
    context: typer.Context,
    family: Annotated[
        str | None,
        typer.Option("--family", help="Only this family: openai, xai, assistant ...", show_default=False),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only this kind: refusal, policy ...", show_default=False)
    ] = None,
    tier: Annotated[
        str | None, typer.Option("--tier", help="Only this tier: A, B, C or U.", show_default=False)
    ] = None,
    search: Annotated[
        str, typer.Option("--search", help="Only those that hold all these words.", show_default=False)
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
) -> None:
    """List the fingerprints with what they name, what they point at, and their tier."""
    from witnessmark.cli.catalogue import print_fingerprints
    from witnessmark.library.choose import Choice

    session: Session = context.obj
    print_fingerprints(session.library(), Choice(search, family, kind, tier), json)


@library_app.command("show")
def show(
    context: typer.Context,
    fingerprint: Annotated[
        str, typer.Argument(help="The fingerprint's id, as `library list` prints it.", show_default=False)
    ] = "",
    family: Annotated[
        str | None,
        typer.Option("--family", help="What is known of signs of this maker instead.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Print the card of a fingerprint, with its rates by family, or what is known of one maker's signs."""
    from witnessmark.cli.cards import print_card, print_family
    from witnessmark.errors import UsageError
    from witnessmark.messages import message

    session: Session = context.obj
    if bool(fingerprint) == (family is not None):
        raise UsageError(message("Name one fingerprint by its id, or one family with --family."))
    if family is not None:
        print_family(session.library(), family, json)
    else:
        print_card(session.library(), fingerprint, json)


@library_app.command("check")
def check_files(
    files: Annotated[list[Path], typer.Argument(help="Pack files (YAML).")],
    json: Json = False,
) -> None:
    """Name every fault of packs with file and line: of form, of samples, and what is missing."""
    from witnessmark.cli.packs import check_packs

    raise typer.Exit(check_packs(tuple(files), json))


@library_app.command("test")
def try_text(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The text; - reads standard input.")],
    fingerprint: Annotated[
        str | None,
        typer.Option("--fingerprint", help="Say why this one is no match, by its id.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Say which fingerprints a text matches, and why those that come near it do not."""
    from witnessmark.cli.trial import print_trial

    session: Session = context.obj
    print_trial(session, text, fingerprint, json)


@library_app.command("add")
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A pack file with the entries; - reads standard input.")],
) -> None:
    """Put the entries of a file into your own pack, or change them there; all of them or none."""
    from witnessmark.cli.packs import add_entries

    session: Session = context.obj
    add_entries(session.library(), session.paths.packs, file)


@library_app.command("remove")
def remove(context: typer.Context, fingerprint: Id) -> None:
    """Take an entry out of your own pack."""
    from witnessmark.cli.packs import remove_entry

    session: Session = context.obj
    remove_entry(session.paths.packs, fingerprint)


@library_app.command("enable")
def enable(context: typer.Context, fingerprint: Id) -> None:
    """Use a fingerprint again that was switched off."""
    from witnessmark.cli.packs import switch_entry

    session: Session = context.obj
    switch_entry(session.library(), session.paths.packs, fingerprint, on=True)


@library_app.command("disable")
def disable(context: typer.Context, fingerprint: Id) -> None:
    """Switch a fingerprint off; it stays in its pack."""
    from witnessmark.cli.packs import switch_entry

    session: Session = context.obj
    switch_entry(session.library(), session.paths.packs, fingerprint, on=False)


@library_app.command("import")
def import_pack(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The pack file.")],
    yes: Annotated[bool, typer.Option("--yes", help="Take it over without asking.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print the summary as one JSON document; asks nothing.")
    ] = False,
) -> None:
    """Tell what a stranger's pack would bring, and take it over once you agree."""
    from witnessmark.cli.packs import take_over

    session: Session = context.obj
    take_over(session.library(), session.paths.packs, file, yes=yes, json=json)


@library_app.command("export")
def export(
    context: typer.Context,
    fingerprints: Annotated[list[str], typer.Argument(help="Ids of fingerprints, or names of whole packs.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    name: Annotated[str, typer.Option("--name", help="The new pack's name: small letters, digits, -.")],
    about: Annotated[str, typer.Option("--about", help="What the pack is for.", show_default=False)] = "",
    force: Force = False,
) -> None:
    """Write fingerprints of any packs as one pack to pass on."""
    from witnessmark.cli.packs import Exported, export_entries
    from witnessmark.export.write import check_new

    session: Session = context.obj
    check_new(out, force)
    export_entries(session.library(), Exported(tuple(fingerprints), name, about, out))


@library_app.command("diff")
def diff(
    context: typer.Context,
    before: Annotated[Path, typer.Argument(help="A pack file.")],
    after: Annotated[
        Path | None,
        typer.Argument(help="A newer one; else the library in use.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Say what changed from one pack to another, or to the library in use, field by field."""
    from witnessmark.cli.packs import print_difference

    session: Session = context.obj
    print_difference(session.library() if after is None else None, before, after, json)


@library_app.command("mine")
def mine(
    context: typer.Context,
    corpus: Annotated[list[Path], typer.Argument(help="JSONL files, or folders of them.")],
    family: Annotated[str, typer.Option("--family", help="The maker or group to mine for.")],
    out: Annotated[Path, typer.Option("--out", help="The pack of proposals to write.")] = Path("mined.yaml"),
    language: Annotated[str, typer.Option("--language", help="Only texts of this language.")] = "en",
    force: Force = False,
) -> None:
    """Propose fingerprints: phrases far commoner in one family than in the others and in people's texts."""
    from witnessmark.cli.measuring import mine_phrases
    from witnessmark.export.write import check_new

    session: Session = context.obj
    check_new(out, force)
    mine_phrases(session.library(), tuple(corpus), (family, language), out)


@library_app.command("measure")
def measure(
    context: typer.Context,
    corpus: Annotated[list[Path], typer.Argument(help="JSONL files, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write the rates to.")] = Path("rates.json"),
    name: Annotated[
        str, typer.Option("--name", help="How the rates cite the corpus; else its paths.", show_default=False)
    ] = "",
    noise: Annotated[
        float, typer.Option("--noise", help="Share of characters that simulated OCR changes; 0: none.")
    ] = 0.03,
    workers: Annotated[int, typer.Option("--workers", help="How many processes.", min=1, max=64)] = 2,
    force: Force = False,
) -> None:
    """Count in how many texts of a corpus each fingerprint stands, and write the rates."""
    from witnessmark.cli.measuring import Measuring, measure_rates
    from witnessmark.export.write import check_new

    session: Session = context.obj
    check_new(out, force)
    measure_rates(session.library(), Measuring(tuple(corpus), name, out, noise, workers))
