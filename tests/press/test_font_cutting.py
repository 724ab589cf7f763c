"""Fonts are cut to the characters of the pages."""

from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

from press import fonts

FACE = Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.ttf"


def test_a_cut_font_holds_what_was_asked_for_and_little_else(tmp_path):
    fonts.cut(FACE, tmp_path / "deep" / "cut.woff2", {ord(c) for c in "abcč"})
    held = TTFont(tmp_path / "deep" / "cut.woff2").getBestCmap()
    assert set(map(ord, "abcč")) == set(held)


def test_a_character_that_the_font_lacks_is_passed_over(tmp_path):
    fonts.cut(FACE, tmp_path / "cut.woff2", {ord("a"), 0x1F600})
    assert set(TTFont(tmp_path / "cut.woff2").getBestCmap()) == {ord("a")}


def test_a_font_can_be_cut_where_it_lies(tmp_path):
    fonts.cut(FACE, tmp_path / "face.woff2", set(map(ord, "abc")))
    fonts.cut(tmp_path / "face.woff2", tmp_path / "face.woff2", {ord("a")})
    assert set(TTFont(tmp_path / "face.woff2").getBestCmap()) == {ord("a")}


def test_a_cut_font_keeps_its_name_and_one_for_drawing_all_that_is_said_of_it(tmp_path):
    whole = {name.nameID for name in TTFont(FACE)["name"].names}
    for flavor, kept in (("woff2", whole & set(range(7))), (None, whole)):
        fonts.cut(FACE, tmp_path / "cut", {ord("a")}, flavor=flavor)
        assert {name.nameID for name in TTFont(tmp_path / "cut")["name"].names} == kept


def test_cutting_gives_the_same_bytes_each_time(tmp_path):
    for name in ("one", "two"):
        fonts.cut(FACE, tmp_path / name, fonts.BASE)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
