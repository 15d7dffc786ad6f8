"""The least it costs to read a folder: every file's bytes, and nothing done with them."""

import os
import sys


def main(folder: str) -> None:
    total = 0
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            total += len(file.read())
    print(total)


if __name__ == "__main__":
    main(sys.argv[1])
