"""Bodies gone wrong in every way that a machine can think of, the same ones for the same seed."""

import copy
import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

from tests.webhook_bodies import json_bytes

_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    1e308,
    float("inf"),
    "",
    " ",
    "\ud800",
    "\0",
    "id",
    "../../etc/passwd",
    "{{7*7}}",
    "' OR 1=1 --",
    "😀" * 200,
    "x" * 30_000,
    "9" * 400,
    "+5531999999999",
    "nao@e-mail",
    [],
    [[]],
    {},
    {"id": 1, "pk": "outra", "_etag": "x", "ttl": -1},
    [None] * 500,
)
_ODD_BYTES = (b"", b"\0", b"\xff", b'"', b"{", b"]", b"\r\n", b"--limite", b"%00", b"&=", b"\xed\xa0\x80")


def mutated_json(bodies: list[Any], count: int, seed: int) -> Iterator[bytes]:
    """Each with one to four of its values changed, or its bytes."""
    chance = random.Random(seed)
    for _ in range(count):
        body = copy.deepcopy(chance.choice(bodies))
        if chance.random() < 0.25:
            yield scrambled(json_bytes(body), chance)
            continue
        for _ in range(chance.randint(1, 4)):
            body = _changed(body, chance)
        # Half characters travel as escapes, as hostile clients write them.
        yield json.dumps(body, ensure_ascii=True).encode()


def mutated_fields(fields: Mapping[str, str], count: int, seed: int) -> Iterator[dict[str, str]]:
    """Each with one to four of its fields changed, added or gone."""
    chance = random.Random(seed)
    texts = [one.encode("utf-8", "replace").decode() for one in _ODD if isinstance(one, str)]
    for _ in range(count):
        changed = dict(fields)
        for _ in range(chance.randint(1, 4)):
            name = chance.choice([*changed, "Novo"])
            if chance.random() < 0.2:
                changed.pop(name, None)
            else:
                changed[name] = chance.choice([*texts, *changed.values()])
        yield changed


def mutated_bytes(raw: bytes, count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(count):
        changed = raw
        for _ in range(chance.randint(1, 4)):
            changed = scrambled(changed, chance)
        yield changed


def scrambled(raw: bytes, chance: random.Random) -> bytes:
    """Cut, doubled, with a piece put in or a byte changed."""
    start = chance.randint(0, len(raw))
    end = chance.randint(start, len(raw))
    match chance.randint(0, 4):
        case 0:
            return raw[:start]
        case 1:
            return raw[:start] + raw[end:]
        case 2:
            return raw[:end] + raw[start:end] * chance.randint(1, 3) + raw[end:]
        case 3:
            return raw[:start] + chance.choice(_ODD_BYTES) + raw[start:]
        case _:
            return raw[:start] + bytes([chance.randrange(256)]) + raw[start + 1 :]


def _changed(body: Any, chance: random.Random) -> Any:
    """With one value somewhere replaced, taken out, put twice or nested."""
    places = list(_places(body))
    if not places:
        return chance.choice(_ODD)
    holder, key = chance.choice(places)
    match chance.randint(0, 5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        case 2:
            nested: Any = holder[key]
            for _ in range(chance.choice((1, 5, 200))):
                nested = [nested] if chance.random() < 0.5 else {"a": nested}
            holder[key] = nested
        case _:
            holder[key] = copy.deepcopy(chance.choice(_ODD))
    return body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container and key, outermost first."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
