"""Documents as columns: Arrow tables and record batches, Parquet files, and back.

In come documents, one after the other; out come record batches of a documented schema, in the memory of one batch.
There are three tables: "documents" (a row a document), "quotes" (a row a quotation, all columns flat) and "nested"
(documents with lists of their paragraphs and quotations). Names, descriptions and units are those of the JSON
schema. Every `start` and `end` counts code points in the document's text, as in JSON.

Arrow's strings are UTF-8, which has no lone surrogates: a document that holds one is refused, or gets U+FFFD for
it, which is one code point too, so that no offset moves.

It needs the extra `arrow`. It knows nothing of markers or engines, and of files that are read only their partitions.
"""

from seeddoc.arrow._parts import FAULTS, Faults, part_batches, part_rows
from seeddoc.arrow._reading import read_documents
from seeddoc.arrow._rows import Row, to_rows
from seeddoc.arrow._schema import TABLES, Table, schema
from seeddoc.arrow._writing import to_batches, to_table, write_arrow, write_parquet

__all__ = [
    "FAULTS",
    "TABLES",
    "Faults",
    "Row",
    "Table",
    "part_batches",
    "part_rows",
    "read_documents",
    "schema",
    "to_batches",
    "to_rows",
    "to_table",
    "write_arrow",
    "write_parquet",
]
