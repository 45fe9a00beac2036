"""The library that an inspection used, made again from the packs and rates that were kept by their hashes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from witnessmark.errors import LibraryError
from witnessmark.library.load import Library, Pack, assembled, read
from witnessmark.library.rates import Rates, read_rates
from witnessmark.messages import message
from witnessmark.records import LibraryStamp, PackStamp

FileOf = Callable[[str], bytes | None]


def recorded_library(stamp: LibraryStamp, file_of: FileOf) -> Library:
    """The library of a stamp; `file_of` gives a file's bytes by SHA-256, or None where it was not kept.

    Raises LibraryError where a pack or the rates are not to be had.
    """
    packs = tuple(_pack(pack, file_of) for pack in stamp.packs)
    made = assembled(packs, _rates(stamp.rates_sha256, file_of), frozenset(stamp.disabled))
    return replace(made, stamp=stamp)


def _pack(stamp: PackStamp, file_of: FileOf) -> Pack:
    data = file_of(stamp.sha256)
    if data is None:
        raise LibraryError(
            message(
                "The pack {name}, version {version}, was not kept with the inspection and is not on this machine "
                "(SHA-256 {sha256}). Name a folder that holds it.",
                name=stamp.name,
                version=stamp.version,
                sha256=stamp.sha256,
            )
        )
    return read(data, f"{stamp.name}.yaml")


def _rates(sha256: str, file_of: FileOf) -> Rates:
    if not sha256:  # an inspection without any rates: nothing weighed then, nothing weighs now
        return Rates()
    data = file_of(sha256)
    if data is None:
        raise LibraryError(
            message(
                "The measured rates that were used were not kept with the inspection and are not on this machine "
                "(SHA-256 {sha256}). Name a folder that holds them.",
                sha256=sha256,
            )
        )
    return read_rates(data)
