"""The window; stands on the library and is never imported by it."""

# PySide6 reads the source of each module that is imported after it, in search of its feature switches. The store,
# with sqlite_utils and numpy behind it, is needed at the start anyhow; loaded first, it is spared that.
import witnessmark.store.store
import witnessmark.store.verify  # noqa: F401
