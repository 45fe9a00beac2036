"""Pasted and saved chat logs to turns, one module a format."""
