"""The floor that all figures are ratios to: a Typer program that prints a rich table."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(rows: int = 10) -> None:
    """Print the table."""
    table = Table("Group", "Name", "Company", "Why")
    for row in range(rows):
        table.add_row("reconnect", f"Анна Каренина {row}", "Яндекс", "monthly, spoke 9 Oct")
    Console().print(table)


if __name__ == "__main__":
    app()
