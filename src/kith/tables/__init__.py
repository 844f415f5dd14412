"""People's files in and out: CSV, XLSX and TOML, with every fault by row and column or line.

The way in::

    table = read_table(path, name="people.csv")                    # reading
    mapping = suggest_mapping(table.columns, schema)               # mapping; a person confirms it
    checked = check_records(table, schema, mapping)                # records; for a preview
    records = read_records(table, schema, mapping)                 # records; all or nothing

The way out: ``write_csv(columns, rows) -> bytes`` and ``write_xlsx(columns, rows, sheet=...) -> bytes``
in ``writing``. TOML with line numbers: ``load_toml(content, name)`` in ``toml``.
"""
