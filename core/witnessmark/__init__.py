"""Reads screenshots of chats and posts, finds known model wording in them, and keeps the evidence."""

__version__ = "0.1.0"
