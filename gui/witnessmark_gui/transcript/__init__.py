"""The transcript pane: turns as text with highlights."""
