"""Every function takes up the trace that it is handed: none may be added that loses it."""

from tests.contract.fresh import run_fresh
from tests.contract.surface import ACTIVITIES, QUEUES, TIMERS

_FOLLOWERS = """
import json, function_app
from shared.kit import steps

def is_step(function):
    while function is not None:
        if function.__code__.co_filename == steps.__file__:
            return True
        function = getattr(function, "client_function", None) or getattr(function, "__wrapped__", None)
    return False

print(json.dumps([
    one.get_function_name() for one in function_app.app.get_functions() if is_step(one.get_user_function())
]))
"""


def test_every_worker_activity_and_timer_is_a_step_of_a_trace() -> None:
    followers = run_fresh(_FOLLOWERS)

    assert set(followers) == {*QUEUES, *ACTIVITIES, *TIMERS}
