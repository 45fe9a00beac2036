"""The picture pane: the bitmap and everything drawn on it."""
