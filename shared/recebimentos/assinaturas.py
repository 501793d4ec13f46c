"""How providers prove that a body is theirs; pure, and as slow for a wrong proof as for a right one."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

# Without a secret the work is done all the same, by one that proves nothing.
_OF_NOBODY = ["-"]
_PORT = re.compile(r":\d{1,5}$")
_DEFAULT_PORTS = {"https": ":443", "http": ":80"}


def is_meta_signed(raw: bytes, assinatura: str, segredos: Iterable[str]) -> bool:
    """Whether `X-Hub-Signature-256` is that of the raw body by one of the apps' secrets.

    Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads
    """
    known = _known(segredos)
    digests = [hmac.new(one.encode(), raw, hashlib.sha256).hexdigest() for one in known or _OF_NOBODY]
    return _is_one_of(assinatura, [f"sha256={digest}" for digest in digests]) and bool(known)


def is_twilio_signed(
    url: str, pares: Sequence[tuple[str, str]], assinatura: str, segredos: Iterable[str]
) -> bool:
    """Whether `X-Twilio-Signature` is that of the public address and of every field, by one of the tokens.

    Twilio may name the default port or leave it out. Source: https://www.twilio.com/docs/usage/security
    """
    known = _known(segredos)
    fields = "".join(name + value for name, value in sorted(set(pares)))
    expected = [
        base64.b64encode(
            hmac.new(token.encode(), (address + fields).encode(), hashlib.sha1).digest()
        ).decode()
        for token in known or _OF_NOBODY
        for address in _spellings(url)
    ]
    return _is_one_of(assinatura, expected) and bool(known)


def is_known_token(given: str, tokens: Iterable[str]) -> bool:
    """Whether it is one of `tokens`."""
    known = _known(tokens)
    return _is_one_of(given, known or _OF_NOBODY) and bool(known)


def _known(segredos: Iterable[str]) -> list[str]:
    return [segredo for segredo in segredos if segredo]


def _is_one_of(given: str, expected: Iterable[str]) -> bool:
    presented = given.strip().encode("utf-8", "replace")
    return sum(hmac.compare_digest(presented, one.encode()) for one in expected) > 0


def _spellings(url: str) -> set[str]:
    """The address as it is, and with the port of its scheme named or left out."""
    scheme, netloc = urlsplit(url).scheme, urlsplit(url).netloc
    default = _DEFAULT_PORTS.get(scheme, "")
    bare = netloc.removesuffix(default)
    if not netloc or _PORT.search(bare):
        return {url}
    head = f"{scheme}://"
    return {url, *(head + other + url[len(head + netloc) :] for other in (bare, bare + default))}
