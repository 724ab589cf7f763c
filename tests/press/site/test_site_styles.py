"""Style sheets are cut to what pages can use, and never by more."""

import pytest

from press.site.files import with_faces_at_hand
from press.site.styles import cut, names_in_page, names_in_script


@pytest.mark.parametrize(
    "rule",
    [
        "p{margin:0}",
        ".known{color:red}",
        "#known{color:red}",
        "a:not(.unknown){color:red}",
        ":is(.unknown,.known) p{color:red}",
        '[data-theme=dark] .known:hover::after{content:"}"}',
        ":root{--x:1px}",
        "@font-face{font-family:x;src:url(x.woff2)}",
        "@keyframes turn{from{top:0}to{top:1px}}",
    ],
)
def test_a_rule_that_may_apply_is_kept(rule):
    assert cut(rule, {"known"}) == rule


@pytest.mark.parametrize(
    "rule", [".unknown{color:red}", "#unknown{}", "p.unknown>a{}", ".known .unknown{}", "@media print{.unknown{top:0}}"]
)
def test_a_rule_that_cannot_apply_is_cut(rule):
    assert cut(rule, {"known"}) == ""


def test_only_the_selectors_that_cannot_apply_are_cut_from_a_list():
    assert cut("@media print{.known,.unknown,p{top:0}}", {"known"}) == "@media print{.known,p{top:0}}"


def test_cutting_twice_changes_nothing():
    css = '/* note */ .known > p::before { content: "a;b}" } @supports (display: grid) { .known { display: grid } }'
    once = cut(css, {"known"})
    assert once
    assert cut(once, {"known"}) == once


def test_names_come_from_attributes_of_a_page_and_from_all_words_of_a_script():
    assert names_in_page("<p class='one two' id=\"three\">class</p>") == {"one", "two", "three"}
    assert {"is-live", "scrolled"} <= names_in_script("x.classList.add('is-live'); y.className = `scrolled`")


def test_a_face_without_its_file_is_left_out(tmp_path):
    tmp_path.joinpath("here.woff2").touch()
    here = '@font-face{font-family:a;src:url(here.woff2) format("woff2"),url(gone.ttf) format("truetype")}'
    gone = "@font-face{font-family:b;src:url(gone.woff2)}"
    assert with_faces_at_hand(here + gone + "p{top:0}", tmp_path) == (
        '@font-face{font-family:a;src:url(here.woff2) format("woff2")}p{top:0}'
    )
