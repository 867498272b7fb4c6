"""Calendar arithmetic: months, working days, recurring days."""
