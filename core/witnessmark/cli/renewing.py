"""The command `rematch`: a case matched and weighed again with the library of today, beside the earlier result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from witnessmark.cli.document import as_line
from witnessmark.cli.evidence import CaseName
from witnessmark.cli.inspecting import Store
from witnessmark.cli.library import Json
from witnessmark.cli.session import Session, case_named
from witnessmark.cli.terminal import cell, line, out
from witnessmark.language import say, tell

if TYPE_CHECKING:
    from witnessmark.recheck.renew import Renewed


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("rematch")(rematch)


def rematch(context: typer.Context, case: CaseName, json: Json = False, store: Store = None) -> None:
    """Match and weigh a case again with the library in use; the earlier result stays beside the new one."""
    from witnessmark.library.compare import moved_on
    from witnessmark.recheck.renew import renew

    session: Session = context.obj
    with session.store(store) as opened, session.instruments() as instruments:
        opened.offer_library(instruments.library.files())
        for item in case_named(opened, case).items:
            changed = moved_on(item.inspection.library, instruments.library.stamp)
            renewed = renew(item, instruments) if changed else None
            if renewed is not None:
                opened.add_inspection(item.id, renewed.after)
            if json:
                print(as_line(_plain(item.id, [each.text for each in changed], renewed)))
                continue
            console = out()
            console.print(cell(say("Item {number}", number=item.position + 1), "bold"))
            if renewed is None:
                console.print(cell(say("The library is the one that it was inspected with.")))
                continue
            for said in (*changed, *renewed.said):
                console.print(cell(tell(said)))
            for sign, matches in (("+", renewed.come), ("-", renewed.gone)):
                for match in matches:
                    console.print(cell(f"  {sign} {match.fingerprint} “{line(match.text)}”"))


def _plain(item: str, changed: list[str], renewed: Renewed | None) -> dict[str, Any]:
    def listed(sign: str) -> list[dict[str, Any]]:
        matches = getattr(renewed, sign) if renewed else ()
        return [{"fingerprint": each.fingerprint, "turn": each.turn, "text": each.text} for each in matches]

    return {"item": item, "changed": changed, "new": listed("come"), "gone": listed("gone")}
