"""Sync the vault with the other machines by git.

The life of one `ck sync`, and the module of each step:

1. `worktree` finds the work tree by files alone, and checks that git means the same repository.
2. `state` records that a sync runs, so that the next one can clean up after a kill.
3. `commit_merge` commits a merge that git has left half done, once no conflict markers are left.
4. `changes` lists what is to be committed, `deletions` which missing notes are only elsewhere or
   need an answer; `sync` commits and fetches (`upstream`).
5. `tree_merge` lets git merge the two commits apart from the work tree; `merge_file` merges each
   file that both sides changed.
6. `commit_merge` records the result; `checkout` writes it into the work tree, file by file, by
   `work_files`.
7. `sync` pushes, and repeats from 4 where another machine pushed first.
8. `incoming_merges` looks for entries that merges by other programs have lost.

Beside it: the merge driver for everybody's `git merge` (`driver`), and what `ck check` and
`ck check --fix` ask of git (`setup`, `vanished`, `conflict_markers`).
`git` runs the program, `objects` reads and writes what it stores. Nothing here prints.
"""
