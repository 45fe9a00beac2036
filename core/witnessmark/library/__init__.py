"""Fingerprints: the pack format, loading, checks and measured rates."""
