"""What a Cosmos DB container is told of the vectors in it, which it can be told only when it is made."""

from collections.abc import Mapping
from typing import Any

from shared.adapters.documents import path_parts


def vector_policies(lengths: Mapping[str, int]) -> dict[str, Any]:
    """The vector and the indexing policy for vectors of these lengths, by path; none where there are none.

    `flat` would end at 505 dimensions. The ordinary index leaves vectors out: each number would be paid for.
    """
    if not lengths:
        return {}
    paths = {path: "/" + "/".join(path_parts(path)) for path in lengths}
    shared = {"dataType": "float32", "distanceFunction": "cosine"}
    vectors = [{"path": paths[path], "dimensions": length, **shared} for path, length in lengths.items()]
    return {
        "vector_embedding_policy": {"vectorEmbeddings": vectors},
        "indexing_policy": {
            "includedPaths": [{"path": "/*"}],
            "excludedPaths": [{"path": f"{path}/*"} for path in paths.values()],
            "vectorIndexes": [{"path": path, "type": "quantizedFlat"} for path in paths.values()],
        },
    }
