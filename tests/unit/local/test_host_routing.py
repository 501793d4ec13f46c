"""Route templates match as ASP.NET's do, in the order given."""

import pytest

from infra.local.routing import Router, Template

GUID = "7f9c24e8-3b12-4fef-91e0-56a2d5a1b3aa"


@pytest.mark.parametrize(
    ("template", "path", "values"),
    [
        ("relatos/{id}", "relatos/abc", {"id": "abc"}),
        ("relatos/{id}", "RELATOS/Abc", {"id": "Abc"}),
        ("relatos/{id}", "relatos/a/b", None),
        ("relatos/{id}", "relatos", None),
        ("relatos/{id?}", "relatos", {}),
        ("relatos/{id:int}", "relatos/12", {"id": "12"}),
        ("relatos/{id:int}", "relatos/doze", None),
        ("relatos/{id:int}", "relatos/99999999999", None),
        (
            "relatos/{id:guid}",
            f"relatos/{GUID}",
            {"id": GUID},
        ),
        ("relatos/{id:guid}", "relatos/7f9c24e8", None),
        ("x/{a:alpha:minlength(2)}", "x/ab", {"a": "ab"}),
        ("x/{a:alpha:minlength(2)}", "x/a", None),
        ("arquivo/{nome}.{tipo}", "arquivo/logo.svg", {"nome": "logo", "tipo": "svg"}),
        ("{*resto}", "a/b/c", {"resto": "a/b/c"}),
        ("{*resto}", "", {}),
        ("web/{*resto}", "web", {}),
        ("{ignored:maxlength(0)?}", "", {}),
        ("{ignored:maxlength(0)?}", "a", None),
        ("a.b", "aXb", None),
    ],
)
def test_a_template_matches_as_in_the_real_host(
    template: str, path: str, values: dict[str, str] | None
) -> None:
    assert Template(template).match(path) == values


def test_the_first_route_wins_and_another_method_is_no_match() -> None:
    router = Router(
        [("x/{id}", frozenset({"GET"}), "um"), ("x/literal", None, "dois"), ("{*resto}", None, "resto")]
    )

    found = [router.match(*call) for call in (("GET", "/x/literal/"), ("PUT", "/x/literal"), ("PUT", "/x/1"))]

    assert found == [("um", {"id": "literal"}), ("dois", {}), ("resto", {"resto": "x/1"})]
