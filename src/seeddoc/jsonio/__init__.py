"""Bundles, documents and articles as JSON and back, and the schema that says how they look.

In come models or JSON; out come JSON and models equal to those that went in. One table of fields for each
model drives the writing, the checks and the schema. In JSON every `start` and `end` counts code points in
the document's text (in `article.to_text()` for an article alone); the models count in their paragraph. Those of
`outside` and `diagnostics`, which a bundle read with faults may have, count in the file that it was read from.

All that is wrong with some JSON is found at once and raised as one `JsonError`: no JSON raises anything else.
Reading first looks for faults, then builds models of what has none.

It knows nothing of files or markers.
"""

from seeddoc.jsonio._reading import from_data, from_json
from seeddoc.jsonio._schema import json_schema
from seeddoc.jsonio._writing import to_data, to_json

__all__ = ["from_data", "from_json", "json_schema", "to_data", "to_json"]
