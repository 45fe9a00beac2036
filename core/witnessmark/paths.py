"""Where the program keeps its files; nothing else asks for the home folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

DATA_VARIABLE = "WITNESSMARK_DATA_DIR"


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's folders and files on this machine."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @property
    def store(self) -> Path:
        """The evidence store that is used where no other is named."""
        return self.data / "evidence.witnessmark"

    @property
    def packs(self) -> Path:
        """The folder of the user's own fingerprint packs."""
        return self.data / "fingerprints"

    @property
    def heads(self) -> Path:
        """The file of the last heads seen of evidence stores; it lies apart from the stores."""
        return self.config / "heads.json"

    @property
    def backups(self) -> Path:
        """The folder of the store's own backups."""
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.config / "settings.json"


def paths(data_dir: Path | None = None) -> Paths:
    """The platform's usual folders; all inside `data_dir`, or the folder that WITNESSMARK_DATA_DIR names."""
    if data_dir is None and os.environ.get(DATA_VARIABLE):
        data_dir = Path(os.environ[DATA_VARIABLE])
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Paths(root, root / "config", root / "cache", root / "log")
    folders = platformdirs.PlatformDirs("witnessmark", appauthor=False)
    return Paths(
        folders.user_data_path, folders.user_config_path, folders.user_cache_path, folders.user_log_path
    )


def documents() -> Path:
    """The folder in which people keep their own files: where the first question for a file opens."""
    folder = platformdirs.user_documents_path()
    return folder if folder.is_dir() else Path.home()  # a folder that is not there is taken for a file's name
