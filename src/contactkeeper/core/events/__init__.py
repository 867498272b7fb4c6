"""Event notes and news notes: reading them, finding them, and links to them."""
