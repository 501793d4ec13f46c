"""Which texts are the origin of a page: a policy header repeats them, so nothing else may be one."""

import json

import pytest
from pydantic import ValidationError

from shared.contas.credencial_models import NovaChave
from shared.contas.origens import origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.clinica.com.br", "https://www.clinica.com.br"),
        (" HTTPS://Clinica.COM.br ", "https://clinica.com.br"),
        ("https://clinica.com.br:443", "https://clinica.com.br"),
        ("https://clinica.com.br:8443", "https://clinica.com.br:8443"),
        ("https://xn--clnica-4va.com.br", "https://xn--clnica-4va.com.br"),
        ("http://localhost", "http://localhost"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:5173", "http://localhost:5173"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_origin_is_kept_as_browsers_write_it(text: str, expected: str) -> None:
    assert origin(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "https:",
        "https://",
        "https://*",
        "https://*.clinica.com.br",
        "http://www.clinica.com.br",
        "www.clinica.com.br",
        "//www.clinica.com.br",
        "https://www.clinica.com.br/",
        "https://www.clinica.com.br/contato",
        "https://www.clinica.com.br?a=1",
        "https://eva@www.clinica.com.br",
        "https://www.clinica.com.br:",
        "https://www.clinica.com.br:0",
        "https://www.clinica.com.br:65536",
        "https://www..com.br",
        "https://-a.com.br",
        "https://clínica.com.br",
        "https://clinica",
        "https://192.168.0.1",
        "https://[::1]",
        "https://a.com; script-src *",
        "https://a.com https://b.com",
        "https://a.com\nX: y",
        "http://localhost.evil.com",
        "http://localhost:5173/",
        "data:,",
        "null",
        "'self'",
        "https://" + "a." * 200 + "com",
    ],
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="origem"):
        origin(text)


def asked(tipo: str, *origens: str) -> NovaChave:
    return NovaChave.model_validate_json(json.dumps({"tipo": tipo, "nome": "Site", "origens": origens}))


def test_the_key_of_a_form_keeps_each_origin_once() -> None:
    nova = asked("formulario", "https://b.com", "https://A.com", "https://a.com:443")

    assert nova.pedido("eva", None).origens == ("https://a.com", "https://b.com")


@pytest.mark.parametrize(
    ("tipo", "origens"),
    [
        ("webhook", ["https://a.com"]),
        ("formulario", ["https://a.com/"]),
        ("formulario", [f"https://a{number}.com" for number in range(11)]),
    ],
    ids=["of a webhook", "no origin", "too many"],
)
def test_a_key_with_origins_that_cannot_be_is_refused(tipo: str, origens: list[str]) -> None:
    with pytest.raises(ValidationError):
        asked(tipo, *origens)
