from __future__ import annotations

import os

from hypothesis import settings

# In CI the examples are those of yesterday; by hand, each run looks for new ones.
settings.register_profile("same-examples", derandomize=True, deadline=None)
settings.register_profile("new-examples", deadline=None)
settings.load_profile("same-examples" if os.environ.get("CI") else "new-examples")
