"""What every command works with: folders, settings, the store, and the instruments of an inspection."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from witnessmark.cli.terminal import complain
from witnessmark.errors import UsageError
from witnessmark.language import say, tell
from witnessmark.messages import message
from witnessmark.paths import Paths
from witnessmark.records import Case
from witnessmark.settings import Settings

if TYPE_CHECKING:
    from witnessmark.library.load import Library
    from witnessmark.pipeline import Instruments
    from witnessmark.reading.engine import ReadOptions
    from witnessmark.store.store import Store


_MOST = 20  # faults of the user's packs that are told


@dataclass(frozen=True, slots=True)
class Session:
    """The folders and settings of one call; `data_dir` is the folder that was asked for, if any."""

    paths: Paths
    settings: Settings
    data_dir: Path | None = None

    def examiner(self) -> str:
        """Who does this, for the audit log: the setting, else the name of the account."""
        named = self.settings.text("examiner")
        if named:
            return named
        try:
            return getpass.getuser()
        except (OSError, KeyError):  # an account without a name, as in some containers
            return "unknown"

    def store(self, path: Path | None, read_only: bool = False, watched: bool = True) -> Store:
        """The evidence store, opened; `path` None is the usual one.

        Where it is not the one that was last seen here, that is said on standard error, unless it is not to be
        `watched` because the caller says it.
        """
        from witnessmark.store.heads import LastHeads
        from witnessmark.store.store import Store

        opened = Store.open(path or self.paths.store, read_only=read_only, examiner=self.examiner())
        wrong = opened.watch_head(LastHeads(self.paths.heads)) if watched else None
        if wrong is not None:
            complain(tell(wrong))
        return opened

    def library(self) -> Library:
        """The fingerprint library; what is wrong with the user's own packs is said on standard error."""
        from witnessmark.library.load import load

        library = load(self.paths.packs if self.paths.packs.is_dir() else None)
        for complaint in library.complaints[:_MOST]:
            complain(complaint)
        if len(library.complaints) > _MOST:
            complain(more_faults(len(library.complaints) - _MOST))
        return library

    def options(self, engine: str | None = None, language: str | None = None) -> ReadOptions:
        """How to read: what was asked for, else the settings."""
        from witnessmark.reading.engine import ReadOptions

        return ReadOptions(
            engine=engine or self.settings.text("engine"),
            language=language or self.settings.text("language"),
            seconds=self.settings.number("seconds_per_picture"),
            memory_mib=int(self.settings.number("memory_per_picture")),
            largest=int(self.settings.number("largest_picture")),
        )

    @contextmanager
    def instruments(self) -> Iterator[Instruments]:
        """Reader, library and matcher; the reader's worker ends with the block."""
        from witnessmark.matching.matcher import Matcher
        from witnessmark.pipeline import Instruments
        from witnessmark.reading.reader import Reader

        library = self.library()
        matcher = Matcher(library.fingerprints, self.settings.number("score"), cache=self.paths.cache)
        with Reader() as reader:
            yield Instruments(reader, library, matcher)


def more_faults(count: int) -> str:
    """What stands in place of so many more faults of packs."""
    return say(
        "{count} more fault. `witnessmark library check` names them all.|"
        "{count} more faults. `witnessmark library check` names them all.",
        count=count,
    )


def case_named(store: Store, name: str) -> Case:
    """The case with this number or UUID; raises UsageError where a number is none."""
    if name.isascii() and name.isdigit() and len(name) < 10:
        return store.case_by_number(int(name))
    if "-" in name:
        return store.case(name)
    raise UsageError(
        message("{name} is no case. `witnessmark cases` lists the cases with their numbers.", name=name)
    )
