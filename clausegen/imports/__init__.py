"""Ways into a contract: workbook, a buyer's estimate, published data, Word pieces; and the commented file that they give.

`lecture.read_contract` reads a contract whatever its file; `importer.importer` takes what another file holds.
Importing this package costs nothing: its modules are imported by name.
"""
