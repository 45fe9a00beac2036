"""The languages of the OCR engines, named for people in the language itself."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_SCRIPTS = {  # Tesseract's names that are no language codes
    "chi_sim": (QLocale.Language.Chinese, QLocale.Script.SimplifiedHanScript),
    "chi_tra": (QLocale.Language.Chinese, QLocale.Script.TraditionalHanScript),
}
_PLAIN = {"eng": "English", "spa": "español"}  # Qt names these with a country, whichever it is asked for


def language_name(code: str) -> str:
    """`Deutsch (deu)`; the code alone where Qt knows no such language."""
    language, script = _SCRIPTS.get(code) or (QLocale.codeToLanguage(code), QLocale.Script.AnyScript)
    if language == QLocale.Language.AnyLanguage:
        return code
    native = _PLAIN.get(code) or QLocale(language, script, QLocale.Country.AnyCountry).nativeLanguageName()
    return f"{native} ({code})" if native else code
