"""Event notes and news notes: how they are read, found and linked to."""
