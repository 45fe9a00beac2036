"""The browser of the fingerprint library."""
