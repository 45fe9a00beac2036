"""Which devices' screens a picture's size fits."""

from __future__ import annotations

from witnessmark.records import FileFact, message

# Screen sizes in pixels, upright, from the makers' published specifications.
_SCREENS: dict[tuple[int, int], str] = {
    (640, 1136): "iPhone 5, SE (2016)",
    (750, 1334): "iPhone 6, 7, 8, SE (2020, 2022)",
    (828, 1792): "iPhone XR, 11",
    (1080, 1920): "full HD screens, many phones until 2018",
    (1080, 2340): "iPhone 12 and 13 mini (downsampled), many Android phones",
    (1080, 2400): "many Android phones since 2020",
    (1080, 2412): "some OnePlus and Oppo phones",
    (1125, 2436): "iPhone X, XS, 11 Pro",
    (1170, 2532): "iPhone 12, 13, 14",
    (1179, 2556): "iPhone 14 Pro, 15, 15 Pro, 16",
    (1206, 2622): "iPhone 16 Pro",
    (1242, 2208): "iPhone 6, 7, 8 Plus",
    (1242, 2688): "iPhone XS Max, 11 Pro Max",
    (1284, 2778): "iPhone 12 and 13 Pro Max, 14 Plus",
    (1290, 2796): "iPhone 14 and 15 Pro Max, 15 Plus, 16 Plus",
    (1320, 2868): "iPhone 16 Pro Max",
    (1440, 2560): "QHD screens, some phones",
    (1440, 3088): "Samsung Galaxy S22 and S23 Ultra",
    (1440, 3120): "Google Pixel 6, 7 Pro; Samsung Galaxy S24 Ultra",
    (1536, 2048): "iPad until 2018",
    (1620, 2160): "iPad 2019 to 2021",
    (1668, 2388): "iPad Pro 11",
    (2048, 2732): "iPad Pro 12.9",
}
_DESKTOPS: frozenset[tuple[int, int]] = frozenset(
    {(1280, 720), (1366, 768), (1440, 900), (1536, 864), (1600, 900), (1920, 1080), (1920, 1200)}
    | {(2560, 1440), (2560, 1600), (2880, 1800), (3024, 1964), (3456, 2234), (3840, 2160)}
)


def screen_fact(width: int, height: int) -> tuple[FileFact, ...]:
    """Whose whole screen the size is, if any is known; a picture that is no whole screen gives no fact."""
    found = _SCREENS.get((width, height)) or _SCREENS.get((height, width))
    if found is None and (width, height) in _DESKTOPS:
        found = "a common desktop screen"
    if found is None:
        return ()
    return (
        FileFact(
            "fits the screen of",
            found,
            message(
                "The picture has the size of such a screen. Anyone can make a picture of any size, and a cropped "
                "or scaled screenshot fits none."
            ),
        ),
    )
