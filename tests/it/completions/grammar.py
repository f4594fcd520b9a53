"""Reads a PowerShell script with the grammar of the language, and prints where it does not fit."""

import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser


def misfits(node):
    if node.is_missing or node.type == "ERROR":
        yield node
    for child in node.children:
        yield from misfits(child)


with open(sys.argv[1], "rb") as script:
    tree = Parser(Language(tree_sitter_powershell.language())).parse(script.read())
for node in misfits(tree.root_node):
    print(f"line {node.start_point.row + 1}: {node.type}: {node.text.decode()[:80]}")
