"""The least it costs to make a file of each row of a table: its cells as lines, nothing flushed."""

import csv
import os
import sys


def main(table: str, folder: str) -> None:
    with open(table, encoding="cp1252", newline="") as file:
        for at, cells in enumerate(csv.reader(file, delimiter=";")):
            temporary = os.path.join(folder, f".{at}.tmp")
            with open(temporary, "wb") as made:
                made.write("\n".join(cells).encode())
            os.rename(temporary, os.path.join(folder, f"{at}.md"))
    os.sync()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
