"""What every suite shares: async tests run on asyncio."""

import pytest

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
