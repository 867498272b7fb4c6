"""Words that people write, in English and Russian, and the dates and cadences made of them."""
