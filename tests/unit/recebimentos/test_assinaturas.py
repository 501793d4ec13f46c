"""Proofs of webhooks: what is signed passes, what is forged, cut, moved or signed by nobody does not."""

import base64
import hashlib
import hmac

import pytest

from shared.recebimentos.assinaturas import is_known_token, is_meta_signed, is_twilio_signed

SECRET = "um-segredo"
RAW = '{"object":"whatsapp_business_account","entry":[{"nome":"João"}]}'.encode()
# The vector that Twilio's own Python library is tested by.
TWILIO_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
TWILIO_TOKEN = "12345"
TWILIO_FIELDS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
]
TWILIO_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def meta_signature(raw: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def twilio_signature(url: str, fields: list[tuple[str, str]], token: str) -> str:
    signed = url + "".join(name + value for name, value in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def test_metas_signature_over_the_raw_body_passes_by_any_of_the_secrets() -> None:
    assert is_meta_signed(RAW, meta_signature(RAW), [SECRET])
    assert is_meta_signed(RAW, meta_signature(RAW), ["outro", SECRET])


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        meta_signature(RAW)[:-1],
        meta_signature(RAW) + "0",
        meta_signature(RAW).removeprefix("sha256="),
        "sha1=" + hmac.new(SECRET.encode(), RAW, hashlib.sha1).hexdigest(),
        meta_signature(RAW, "outro"),
        meta_signature(RAW + b" "),
        meta_signature(b""),
        f"{meta_signature(RAW)},{meta_signature(RAW)}",
        "sha256=" + "é" * 64,
        "sha256=\ud800",
    ],
)
def test_what_is_forged_cut_or_of_another_body_does_not_pass_as_metas(signature: str) -> None:
    assert not is_meta_signed(RAW, signature, [SECRET])


@pytest.mark.parametrize("secrets", [[], [""], ["", ""]])
@pytest.mark.parametrize("key", ["", "-", "None"])
def test_without_a_secret_nothing_is_signed_not_even_by_an_empty_one(secrets: list[str], key: str) -> None:
    assert not is_meta_signed(RAW, meta_signature(RAW, key), secrets)
    assert not is_twilio_signed(TWILIO_URL, [], twilio_signature(TWILIO_URL, [], key), secrets)
    assert not is_known_token(key, secrets)


def test_twilios_own_example_passes() -> None:
    assert is_twilio_signed(TWILIO_URL, TWILIO_FIELDS, TWILIO_SIGNATURE, [TWILIO_TOKEN])
    assert is_twilio_signed(TWILIO_URL, TWILIO_FIELDS[::-1], TWILIO_SIGNATURE, ["outro", TWILIO_TOKEN])


@pytest.mark.parametrize("more", [("Novo", ""), ("Novo", "valor"), ("Body", "Olá, João 👍 ")])
def test_fields_that_are_empty_or_new_to_us_are_part_of_twilios_signature(more: tuple[str, str]) -> None:
    fields = [*TWILIO_FIELDS, more]

    assert is_twilio_signed(
        TWILIO_URL, fields, twilio_signature(TWILIO_URL, fields, TWILIO_TOKEN), [TWILIO_TOKEN]
    )
    assert not is_twilio_signed(TWILIO_URL, fields, TWILIO_SIGNATURE, [TWILIO_TOKEN])


@pytest.mark.parametrize(
    "url",
    [
        "https://mycompany.com/myapp.php?foo=1",
        "http://mycompany.com/myapp.php?foo=1&bar=2",
        "https://other.com/myapp.php?foo=1&bar=2",
        "https://mycompany.com:8443/myapp.php?foo=1&bar=2",
        "",
    ],
)
def test_twilios_signature_is_bound_to_the_address(url: str) -> None:
    assert not is_twilio_signed(url, TWILIO_FIELDS, TWILIO_SIGNATURE, [TWILIO_TOKEN])


@pytest.mark.parametrize(
    ("signed", "called"),
    [
        ("https://r.com.br:443/webhook/twilio?a=b", "https://r.com.br/webhook/twilio?a=b"),
        ("https://r.com.br/webhook/twilio", "https://r.com.br:443/webhook/twilio"),
        ("http://r.com.br:80/x", "http://r.com.br/x"),
        ("https://r.com.br:8443/x", "https://r.com.br:8443/x"),
    ],
)
def test_the_port_of_the_scheme_may_be_named_or_left_out(signed: str, called: str) -> None:
    signature = twilio_signature(signed, TWILIO_FIELDS, TWILIO_TOKEN)

    assert is_twilio_signed(called, TWILIO_FIELDS, signature, [TWILIO_TOKEN])


def test_a_token_is_known_when_it_is_one_of_ours_to_the_letter() -> None:
    assert is_known_token("certo", ["outro", "certo"])
    assert not is_known_token("cert", ["certo"])
    assert not is_known_token("", ["certo"])
    assert not is_known_token("certó", ["certo"])
