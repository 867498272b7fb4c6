"""Notes about what happens besides the people: events, and news of my own. Read, found, linked."""
