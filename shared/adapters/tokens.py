"""Signed tokens: JWT with HMAC-SHA256, and no other algorithm whatever a token asks for."""

import secrets
from datetime import timedelta
from functools import lru_cache

import jwt

from shared.contas.ports import Sessao
from shared.kit.auth import Papel
from shared.kit.clock import Now
from shared.kit.errors import Unauthorized
from shared.kit.ids import is_document_id

_ALGORITHM = "HS256"
_AUDIENCE = "retorno"
_REQUIRED = ["sub", "conta", "papel", "vt", "aud", "iat", "exp", "jti"]
# Between the clocks of two instances.
_LEEWAY_S = 10
_REMEMBERED = 1024


class JwtAssinador:
    """`key` has 32 bytes or more. Tokens live by the real clock, which is what PyJWT reads."""

    def __init__(self, key: bytes, *, lifetime: timedelta, now: Now) -> None:
        if len(key) < 32:
            raise ValueError("a key for HS256 has 32 bytes or more (RFC 7518, 3.2)")
        self._key, self._lifetime, self._now = key, lifetime, now
        # A signature stays good, so it is worked out once; the expiry is asked anew at each reading.
        self._verified = lru_cache(_REMEMBERED)(self._verify)

    def sign(self, sessao: Sessao) -> str:
        now = self._now()
        claims = {
            "sub": sessao.usuario_id,
            "conta": sessao.conta,
            "papel": sessao.papel,
            "vt": sessao.versao_token,
            "aud": _AUDIENCE,
            "iat": now,
            "exp": now + self._lifetime,
            "jti": secrets.token_urlsafe(12),
        }
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read(self, token: str) -> Sessao:
        sessao, expires = self._verified(token)
        if expires + _LEEWAY_S <= self._now().timestamp():
            raise Unauthorized
        return sessao

    def _verify(self, token: str) -> tuple[Sessao, float]:
        """What the signature vouches for, and until when (a Unix time)."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                leeway=_LEEWAY_S,
                options={"require": _REQUIRED, "strict_aud": True},
            )
            sessao = Sessao(claims["sub"], claims["conta"], Papel(claims["papel"]), claims["vt"])
        except (jwt.InvalidTokenError, ValueError):
            raise Unauthorized from None
        if not (isinstance(sessao.conta, str) and is_document_id(sessao.conta)):
            raise Unauthorized
        return sessao, float(claims["exp"])
