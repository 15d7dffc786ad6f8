"""Which tests are for which system: those of Windows are not even collected elsewhere."""

import os

collect_ignore = [] if os.name == "nt" else ["test_windows.py"]
