"""``python -m laering`` is the same program as ``laering``."""

from laering.main import main

if __name__ == "__main__":
    main()
