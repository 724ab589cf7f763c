from __future__ import annotations

from xml.etree import ElementTree

from press.svg import inline_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def test_ids_and_what_refers_to_them_get_the_prefix():
    made = inline_svg(
        HEAD + '<clipPath id="a"/><g clip-path="url(#a)"><use href="#a"/><use xlink:href="#a"/></g></svg>', "p-"
    )
    assert made.count("p-a") == 4
    assert "#a" not in made


def test_text_that_looks_like_an_id_stays_as_it_is():
    assert '> id="x" url(#y) style="z"<' in inline_svg(HEAD + '<text> id="x" url(#y) style="z"</text></svg>', "p-")


def test_styles_become_attributes_that_a_strict_policy_allows():
    made = inline_svg(HEAD + '<g style="fill: red;stroke-width:2; clip-path: url(#a)"/></svg>', "p-")
    assert "style" not in made
    group = ElementTree.fromstring(made)[0]
    assert group.attrib == {"fill": "red", "stroke-width": "2", "clip-path": "url(#p-a)"}


def test_a_drawing_is_silent_and_holds_nothing_to_focus():
    made = inline_svg(
        HEAD + '<a href="https://x.org" xlink:href="https://x.org"><path role="x" aria-label="y"/></a></svg>', "p"
    )
    assert "<a " not in made
    assert "role" not in made
    assert "x.org" not in made
    assert made.count("aria-") == made.count('aria-hidden="true"') == 1


def test_places_are_given_to_a_hundredth_of_a_px_and_nothing_else_is_rounded():
    made = inline_svg(
        HEAD + '<path d="M0.12345,1.5e-7L2,3.456" transform="translate(1.2345,2)" opacity="1"/>'
        '<path transform="scale(0.01234)" fill-opacity="0.12345"/><text x="9.999">3.14159</text></svg>',
        "p",
    )
    assert 'd="M0.12,1.5e-7L2,3.45" transform="translate(1.23,2)" />' in made
    assert 'transform="scale(0.01234)" fill-opacity="0.12345"' in made
    assert '<text x="9.99">3.14159</text>' in made
