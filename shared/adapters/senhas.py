"""Password hashes by argon2id, at OWASP's second parameters: 19 MiB, 2 passes, 1 lane; some 14 ms each.

Source: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
"""

import asyncio
import unicodedata
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
# At once, whatever the load: two cores' worth of work and 38 MiB.
_THREADS = 2


def _unmatched() -> str:
    """A hash in today's parameters that no password has but by a chance of 2^-256: a salt and a digest of zeros."""
    salt, digest = (b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p={_LANES}${salt}${digest}"


class Argon2Senhas:
    """argon2 lets other threads run while it works, so the event loop never waits for it."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="senhas")
        self._nobodys = _unmatched()

    async def hash(self, senha: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._hasher.hash, normal(senha))

    async def verify(self, senha_hash: str | None, senha: str) -> bool:
        found = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._verify, senha_hash or self._nobodys, normal(senha)
        )
        return found and senha_hash is not None

    def is_outdated(self, senha_hash: str) -> bool:
        return self._hasher.check_needs_rehash(senha_hash)

    def _verify(self, senha_hash: str, senha: str) -> bool:
        try:
            return self._hasher.verify(senha_hash, senha)
        except (VerificationError, InvalidHashError):
            return False


def normal(senha: str) -> str:
    """One text for what keyboards type in several ways. Source: NIST SP 800-63B, 3.1.1.2"""
    return unicodedata.normalize("NFKC", senha)
