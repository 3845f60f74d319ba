"""The Python half of the oracle."""

import sys

sys.dont_write_bytecode = True
# datetime's pure Python twin asks the time module for the time, so it follows the oracle's clock.
sys.modules['_datetime'] = None
