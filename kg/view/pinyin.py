"""How Chinese characters are read, for those who search a Chinese name with Latin letters."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["character_readings"]


def character_readings(names: Iterable[str]) -> dict[str, str]:
    """Each Chinese character in `names` with its readings without tones, the usual first: 重 → `zhong chong tong`.

    All readings, because a name rarely says which: who types `cq` and who types `zq` both find 重庆. ü is written v.
    """
    from pypinyin import Style, pinyin  # reads its tables when imported: only who writes a page shall wait

    characters = sorted({character for name in names for character in name if character > "\u2fff"})
    readings = {
        character: pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore") for character in characters
    }
    return {character: " ".join(found[0]) for character, found in readings.items() if found}
