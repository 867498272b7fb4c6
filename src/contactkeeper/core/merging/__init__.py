"""Merge three versions of a note: properties by key, the log by entries, the rest by lines.

`merge` is the entry; `verify_merge` checks its result. `resolve_conflicts` is for notes with
conflict markers and for syncing, `join_notes` for two notes about one person.
"""
