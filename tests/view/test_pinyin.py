import subprocess
import sys

from kg.view.pinyin import character_readings


def test_a_character_has_all_its_readings_without_tones():
    assert character_readings(["重庆"]) == {"重": "zhong chong tong", "庆": "qing"}


def test_u_with_two_dots_is_written_v():
    assert character_readings(["吕"]) == {"吕": "lv"}


def test_what_is_no_chinese_character_has_no_reading():
    assert character_readings(["A1，。<img>\u202e\ud800", ""]) == {}


def test_characters_are_in_a_fixed_order():
    assert list(character_readings(["乙甲", "丙甲"])) == ["丙", "乙", "甲"]


def test_importing_the_room_does_not_load_pypinyin():
    program = "import sys, kg.view; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
