"""Merge three versions of a note: properties by key, the log by entries, the rest by lines.

`merge` is the entry; `verify_merge` checks its result. `merge_without_markers` is for syncing,
`resolve_conflicts` for notes with conflict markers, `join_notes` for two notes about one person.
"""
