"""How long the parts of the book take, and what its pages weigh: ``python -m bench``, or ``make bench``.

It measures a copy of the project's files in a folder of its own, and writes ``snapshot.json`` beside this file, which
is committed so that a page may show it. Nothing here is a test: times depend on the machine and what else it does.
"""
