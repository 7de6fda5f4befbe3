"""What comes in as a file is read, cleaned and judged here before anything of it is kept.

``reading`` looks into files, knows nothing of Django and runs in a process of its own with a limit on
time and memory (`isolation`). The rest turns what it finds into fields, forms and words.
"""
