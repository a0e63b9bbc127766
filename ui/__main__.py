"""``python -m ui``: the same as ``latchkey``."""

from __future__ import annotations

import sys

from ui.main import main

sys.exit(main())
