"""Years that are counted from the beginning of a reign: 康熙三年, 光绪二十四年, 民国二十五年."""

from __future__ import annotations

__all__ = ["ERAS", "era_year"]

# First and last year of the eras of Ming, Qing and the Republic; earlier names are common words too (建元, 太平, 大观).
ERAS = {
    "洪武": (1368, 1398),
    "建文": (1399, 1402),
    "永乐": (1403, 1424),
    "洪熙": (1425, 1425),
    "宣德": (1426, 1435),
    "正统": (1436, 1449),
    "景泰": (1450, 1457),
    "天顺": (1457, 1464),
    "成化": (1465, 1487),
    "弘治": (1488, 1505),
    "正德": (1506, 1521),
    "嘉靖": (1522, 1566),
    "隆庆": (1567, 1572),
    "万历": (1573, 1620),
    "泰昌": (1620, 1620),
    "天启": (1621, 1627),
    "崇祯": (1628, 1644),
    "顺治": (1644, 1661),
    "康熙": (1662, 1722),
    "雍正": (1723, 1735),
    "乾隆": (1736, 1796),
    "嘉庆": (1796, 1820),
    "道光": (1821, 1850),
    "咸丰": (1851, 1861),
    "同治": (1862, 1874),
    "光绪": (1875, 1908),
    "宣统": (1909, 1912),
    "民国": (1912, 2100),
}


def era_year(era: str, number: int) -> int | None:
    """The year of our calendar in which most of the year `number` (from 1) of an era lies; None if it had fewer."""
    first, last = ERAS[era]
    of_ours = first + number - 1
    return of_ours if first <= of_ours <= last else None
