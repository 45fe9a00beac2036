"""The window; stands on the library and is never imported by it."""
