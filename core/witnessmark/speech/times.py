"""Times and dates as pictures and logs show them, and the ISO date where the words allow only one."""

from __future__ import annotations

import datetime
import re

CLOCK = (
    r"(?:(?:上午|下午|早上|晚上|中午|午前|午後)\s?)?"
    r"(?:[01]?\d|2[0-3])\s?[:.]\s?[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?\s?m\b\.?)?"
)
_MONTHS = {
    "jan": 1, "ene": 1, "janv": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "abr": 4,
    "avr": 4, "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "ago": 8, "aoû": 8,
    "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12, "déc": 12,
}  # fmt: skip
_MONTH = (
    r"(?:jan|ene|feb|f[ée]v|m[aä]r|mrz|a[pbv]r|ma[iy]|ju[inl]|aug|ago|aoû|se[pt]|o[ck]t|out|nov|d[eéi][czc])"
    r"[a-zéûä]{0,9}"
)
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])\b"
DATE = (
    rf"(?:\b{_MONTH}\.?\s?{_DAY_NUMBER}(?:,?\s?\d{{4}})?|\b{_DAY_NUMBER}\.?\s(?:de\s)?{_MONTH}\.?(?:\s(?:de\s)?\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\s?[(（].[)）]?)?)"
)
_DAY = (
    r"(?<![^\W\d])(?:today|yesterday|heute|gestern|hoje|ontem|hoy|ayer|aujourd'hui|aujourd’hui|hier|今日|昨日|今天|昨天|"
    r"mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b[.,]?"
)
# Words and names, too ("so", "do", "Sam"): days only with a point, or before a date.
_SHORT_DAY = (
    r"(?:lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|seg|ter|qua|qui|sex|gio|gi|ve|mo|di|mi|do|fr|sa|so)"
)
_AT = r"(?:(?:at|um|à|às|a las|alle|las)\s?)"
AGO = (
    r"(?:(?:(?<!\w)(?:about|almost|over)\s)?"
    r"(?:\d{1,6}\s?(?:s|m|h|d|w|y|mo|min|mins|std|hr|hrs|yr|yrs|sec|secs)\b\.?(?:\s+ago)?"
    r"|\d{1,6}\s?(?:second|minute|hour|day|week|month|year)s?(?:\s+ago)?)|just now|now"
    r"|(?<!\w)(?:há|hace|il y a|vor|hai)\s\d{1,4}\s[^\W\d_]{1,10}|\d{1,4}\s[^\W\d_]{3,9}\sfa\b"
    r"|\d{1,4}\s?(?:秒|分|時間|小时|分钟|天|日|週間|周|か月|个月|年)前?(?![^\W\d_]))"
)
WHEN = (
    rf"(?:(?:(?:{_DAY}|\b{_SHORT_DAY}\.)[,\s]*{_AT}?)?{CLOCK}"
    rf"|(?:(?:{_DAY}|\b{_SHORT_DAY}\.?,?)\s*)?{DATE}(?:[,·\s]+{_AT}?{CLOCK})?|{_DAY}|{AGO})"
)
_WHEN = re.compile(rf"{WHEN}(?:\s?[,·•-]\s?{WHEN}){{0,5}}", re.IGNORECASE)
_DATE = re.compile(DATE, re.IGNORECASE)


def is_time(text: str) -> bool:
    """Whether the whole text is a time, a date, or an age such as "5h"."""
    return _WHEN.fullmatch(text.strip(" ·•[]()|-–")) is not None


def date_in(text: str) -> str | None:
    """The first date in the text, as displayed."""
    found = _DATE.search(text)
    return found[0] if found else None


def iso_of(text: str) -> str | None:
    """The ISO date of a displayed date, or None where day, month or year is missing or open to two readings."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    month = next((value for name, value in _MONTHS.items() if re.search(rf"\b{name}", text.casefold())), None)
    if month is not None and len(numbers) == 2:
        day, year = sorted(numbers)
        return _valid(year, month, day)
    if len(numbers) != 3 or month is not None:
        return None
    if re.match(r"\d{4}", text):
        return _valid(*numbers)
    return _numeric(numbers)


def _numeric(numbers: list[int]) -> str | None:
    """Day and month in figures are told apart only where one of them cannot be a month."""
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    if first > 12 >= second:
        return _valid(year, second, first)
    if second > 12 >= first:
        return _valid(year, first, second)
    return _valid(year, first, second) if first == second else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if 1990 <= year <= 2100 else None
    except ValueError:
        return None
