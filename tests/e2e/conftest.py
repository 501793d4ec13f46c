"""The real app under the local host, with its own Azurite and documents; sets of environment come by parameter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local_host import LocalHost


@pytest.fixture(scope="module")
def local_host(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[LocalHost]:
    """A running host that the tests of a module share; an indirect parameter is environment to add."""
    host = LocalHost(tmp_path_factory.mktemp("host"), environ=getattr(request, "param", None))
    yield host.start()
    host.close()


@pytest.fixture
def own_host(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LocalHost]:
    """A running host of the test's own, to kill or to move through time."""
    host = LocalHost(tmp_path, environ=getattr(request, "param", None))
    yield host.start()
    host.close()
