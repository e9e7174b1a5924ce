"""A Dateline news archive as data."""
