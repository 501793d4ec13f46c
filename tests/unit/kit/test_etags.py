"""Entity tags: what a store's etag becomes outside, and when a caller's still names what stands."""

import pytest

from shared.kit.errors import PreconditionFailed
from shared.kit.etags import Precondition, body_tag, entity_tag, is_fresh


@pytest.mark.parametrize("stored", ["00-a1", '"00-a1"'], ids=["sqlite", "cosmos"])
def test_a_stores_etag_goes_out_quoted_once(stored: str) -> None:
    assert entity_tag(stored) == '"00-a1"'


def test_a_bodys_tag_is_weak_and_follows_the_body() -> None:
    assert body_tag(b"a").startswith('W/"')
    assert body_tag(b"a") == body_tag(b"a")
    assert body_tag(b"a") != body_tag(b"b")


@pytest.mark.parametrize(
    ("if_none_match", "expected"),
    [
        ('"v1"', True),
        ('W/"v1"', True),
        ('"v0", W/"v1"', True),
        ('"v0","v1"', True),
        ("*", True),
        ('"v0"', False),
        ("v1", False),
        ('"V1"', False),
        ('"a*b"', False),
        ('"', False),
        ("", False),
    ],
)
@pytest.mark.parametrize("tag", ['"v1"', 'W/"v1"'], ids=["strong", "weak"])
def test_what_a_caller_has_is_compared_weakly(if_none_match: str, expected: bool, tag: str) -> None:
    assert is_fresh(if_none_match, tag) is expected


@pytest.mark.parametrize("if_match", ["", "*", '"v1"', '"v0", "v1"'])
def test_a_version_that_stands_may_be_changed(if_match: str) -> None:
    Precondition(if_match).check("v1")


@pytest.mark.parametrize("if_match", ['"v0"', 'W/"v1"', "v1", '"v1', '"v1v1"', "W/*", '"*"'])
def test_a_version_that_does_not_stand_may_not_be_changed(if_match: str) -> None:
    with pytest.raises(PreconditionFailed):
        Precondition(if_match).check("v1")
