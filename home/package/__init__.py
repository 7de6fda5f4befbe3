"""The content package: from the files in ``home/content`` to published pages in both languages.

`reading` checks the files and names every fault with file and line; `partnership`, `site_pages`
and `pictures_file` turn them into the plain data of `specs`; `planning` compares that with what
an earlier load wrote and with what editors have made of it; `german`, `french`, `snippets` and
`images` write what is left to do; `loader` puts the steps in order, inside one transaction.
"""
