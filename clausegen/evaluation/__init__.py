"""Expressions and texts run from their trees: what Jinja's parser read, without making Python code of it.

`expressions` reads a source into a tree of plain lists, that a JSON file can keep for the next run; here the tree
becomes nested functions. Every attribute, item, operator, filter, test and call goes through the sandbox, so that a
tree, wherever it comes from, can do no more than a clause. Shapes:

    expressions   ["k", constant]  ["n", name]  [".", tree, attribute]  ["[", tree, tree]  [":", tree, from, to, step]
                  ["(", tree, args, kwargs]  ["|", filter, tree, args, kwargs]  ["is", test, tree, args, kwargs]
                  ["?", test, then, else]  ["and"|"or", a, b]  ["not", a]  ["cmp", tree, [[operator, tree], …]]
                  ["op", operator, a, b]  ["sign", operator, a]  ["~", trees]  ["list"|"tuple", trees]  ["dict", pairs]
    statements    ["o", [text | [line, tree], …]]  ["i", [[line, test, body], …], else]
                  ["f", line, targets, items, test, body, else]  ["s", line, targets, tree]
"""

from clausegen.evaluation.scope import Pieces, Sandbox, Scope, Tree, line_of
from clausegen.evaluation.statements import Builder, Text

__all__ = ["Builder", "Pieces", "Sandbox", "Scope", "Text", "Tree", "line_of"]
