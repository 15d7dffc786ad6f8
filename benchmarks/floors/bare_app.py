"""The least a Typer program can be: two commands that print a word."""

import typer

app = typer.Typer()


@app.command()
def one() -> None:
    """Print one."""
    print("one")


@app.command()
def two() -> None:
    """Print two."""
    print("two")


if __name__ == "__main__":
    app()
