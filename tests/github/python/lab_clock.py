"""Let Python's clock be the hub's: `LAB_CLOCK` is how many seconds later it is there."""

import os
import time

OFFSET = float(os.environ.get("LAB_CLOCK", "0"))
if OFFSET:
    _real = time.time
    time.time = lambda: _real() + OFFSET
