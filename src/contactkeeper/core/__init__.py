"""The rules, pure: text, dates and settings in, values out. No files, no clock, no printing."""
