"""HEIC, which no installed library writes: two small pictures that pillow-heif wrote, kept as text."""

from __future__ import annotations

import base64

from witnessmark.intake.acquire import from_bytes
from witnessmark.intake.picture import decode

# 64 x 32 pixels, left red, right blue; the second with the orientation tag 6 (a quarter to the right).
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAAGUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt"
    "AAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5j"
    "bHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBp"
    "eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAAG1tZGF0AAAAYSgBrxOA+BDhp//7bqP/5Ic8PyjuZif/32u0f05D"
    "v/zQlju72/VvCnDM1gJRG9WCTB2MImRpnSC0bTojTqwQ+q3zTc6eAI+W7p49+e+QIe8T2N8eKO29X611tercK1Us14A="
)
TURNED_HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAAGUAAgAAAAACUQABAAAAAAAAACQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA"
    "AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAJFtZGF0AAAAYSgBrxOA+BDhp//7bqP/5Ic8PyjuZif/32u0f05D"
    "v/zQlju72/VvCnDM1gJRG9WCTB2MImRpnSC0bTojTqwQ+q3zTc6eAI+W7p49+e+QIe8T2N8eKO29X611tercK1Us14AAAAAGRXhp"
    "ZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA="
)


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 25 for a, b in zip(colour, wanted, strict=True))


def test_heic_is_known_by_its_content():
    acquired = from_bytes(HEIC, "IMG_0001.png")
    assert (acquired.media_type, acquired.kind) == ("image/heic", "picture")


def test_heic_comes_out_like_any_other_format():
    decoded = decode(HEIC)
    assert decoded.image.mode == "RGB"
    assert (decoded.picture.width, decoded.picture.height) == (64, 32)
    assert near(decoded.image.getpixel((8, 16)), (220, 30, 20))
    assert near(decoded.image.getpixel((56, 16)), (20, 40, 210))
    assert decoded.facts[0].value.startswith("HEI")


def test_a_turned_heic_comes_out_upright():
    decoded = decode(TURNED_HEIC)
    assert (decoded.picture.width, decoded.picture.height) == (32, 64)
    assert near(decoded.image.getpixel((16, 8)), (220, 30, 20))
    assert near(decoded.image.getpixel((16, 56)), (20, 40, 210))
