"""Passages of a transcript that fingerprints explain."""
