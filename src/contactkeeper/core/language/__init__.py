"""Words that people write: dates, cadences and names, in English and Russian."""
