"""What every suite shares: async tests run on asyncio; no example of a property is held to a time."""

import pytest
from hypothesis import settings

# How long an example takes is the machine's matter and its load's: a bench measures, a test does not.
settings.register_profile("retorno", deadline=None)
settings.load_profile("retorno")

# The behaviour that every document store is held to asserts outside test files; named before anything imports it.
pytest.register_assert_rewrite(
    "tests.store_behaviour",
    "tests.store_behaviour_cases",
    "tests.store_behaviour_local",
    "tests.store_behaviour_queries",
)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
