"""Days and rhythms: dates, date words, calendar months, cadences, and how they are said."""
