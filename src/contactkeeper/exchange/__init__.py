"""Read and write the files of other programs: one module a format, one list of formats.

Readers get open files and give `core.interchange` values; writers take such values and give bytes.
No notes, no settings, no clock, no paths of the disk. Libraries are imported where they are used.
"""
