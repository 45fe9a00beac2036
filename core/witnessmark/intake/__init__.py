"""Bytes in: what came, safe decoding, what the file itself tells, and chat logs."""
