"""Clauses taken to Word for review, and brought back: the words of the jurist, the file of the référent.

`francais` says expressions in French; `decoupage` cuts the text of a clause in lines and atoms; `fiches` makes the
review document; `retour` reads it back over its base; `brouillon` makes a first draft of an ordinary document.
"""
