"""Hypothesis profiles, chosen by the environment variable HYPOTHESIS_PROFILE.

dev, the default, is quick and finds something new on each run; ci and thorough give the same answer
on each run, so that a gate does not fail by chance; nightly looks for what is new, at length.
"""

import os

from hypothesis import HealthCheck, settings

# A deadline would make the result depend on the machine. What hangs meets pytest's timeout.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    derandomize=True,
    max_examples=300,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=1000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
