"""Data only: fingerprint packs, samples, icons, translations, the export's template."""

import importlib.resources

ROOT = importlib.resources.files(__name__)
