"""The bin: what is deleted can be brought back for some weeks, and small mistakes are undone with one click.

A deleted page does not lie hidden in the tree, where every list, report, API and translation would have to look past
it. It is really deleted. Everything that went with it (`packing`) is kept as one packed entry, and written again
with the same numbers when it is restored (`restoring`): so links, history, translations and scheduled work fit again,
and nothing in between can find what is not there. See docs/decisions/0013-bin.md.
"""
