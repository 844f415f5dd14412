"""Sentences about people's files."""

from kith.foundation.messages import gettext_noop as _

MESSAGES = {
    # The file as a whole
    "tables.empty_file": _(
        "The file is empty. Save it again with a row of headings and at least one row of data."
    ),
    "tables.headings_only": _("The file has headings but no rows under them. Add at least one row of data."),
    "tables.not_readable": _("The file cannot be opened. Check that it is there and that you may read it."),
    "tables.too_large": _(
        "The file is {size} MB. The most we take is {limit} MB. Take out what is not needed, or split it."
    ),
    "tables.unpacks_too_large": _(
        "The workbook grows to {size} MB when it is opened. The most we take is {limit} MB. Copy the "
        "rows you need into a new workbook."
    ),
    "tables.too_many_rows": _(
        "The file has {rows} rows of data. The most we take is {limit}. Split it into smaller files."
    ),
    "tables.too_many_columns": _(
        "The file has {columns} columns. The most we take is {limit}. Take out the columns that are "
        "not needed."
    ),
    "tables.damaged": _(
        "The workbook is damaged and cannot be read. Open it in your spreadsheet program, let the "
        "program mend it, and save it again."
    ),
    "tables.hostile": _(
        "The workbook holds instructions that could harm a computer, so we did not open it. Copy the "
        "rows you need into a new workbook."
    ),
    # Not a spreadsheet
    "tables.is_pdf": _(
        "This is a PDF, not a spreadsheet. Save the table as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.is_picture": _(
        "This is a picture, not a spreadsheet. Save the table as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.is_word": _(
        "This is a text document, not a spreadsheet. Copy the table into a spreadsheet and save that."
    ),
    "tables.is_zip": _(
        "This is a compressed file, not a spreadsheet. Unpack it, and give us the spreadsheet inside."
    ),
    "tables.parquet_damaged": _(
        "The Parquet file is damaged and cannot be read. Write it again, or save the table as CSV."
    ),
    "tables.parquet_column": _(
        "This column holds lists or bytes, and we read numbers, words, dates, and yes or no. Give each value a"
        " column of its own, or leave the column out."
    ),
    "tables.parquet_unpacks_too_large": _(
        "The words in the file grow to {size} MB when it is opened. The most we take is {limit} MB. Leave out"
        " the columns that are not needed."
    ),
    "tables.is_numbers": _("This is an Apple Numbers file. In Numbers, export it as Excel (.xlsx) or CSV."),
    "tables.is_open_document": _(
        "This is an OpenDocument file. Open it and save it as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.is_old_excel": _(
        "This is a workbook of an Excel before 2007 (.xls). Open it and save it as an Excel workbook "
        "(.xlsx) or as CSV."
    ),
    "tables.is_binary_excel": _(
        "This is a binary workbook (.xlsb). Open it and save it as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.is_locked": _("The workbook is locked with a password. Save a copy without the password."),
    "tables.is_web_page": _(
        "This is a web page or XML, though its name may say otherwise. Open it in your spreadsheet "
        "program and save it as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.is_not_text": _(
        "This is neither a spreadsheet nor text. Save the table as an Excel workbook (.xlsx) or as CSV."
    ),
    "tables.encoding_unknown": _(
        "Some letters cannot be read as {encoding}. Save the file again as “CSV UTF-8” or as an Excel"
        " workbook (.xlsx)."
    ),
    "tables.encoding_mixed": _(
        "Most letters are written in UTF-8, but not the ones here. Type them again, and save the file as "
        "“CSV UTF-8”."
    ),
    "tables.no_such_sheet": _("There is no sheet called “{sheet}”. The workbook has: {sheets}."),
    # Its shape
    "tables.quote_unclosed": _(
        "A quotation mark opens a cell here and is never closed. Close it, or take it out, and save "
        "the file again."
    ),
    "tables.quote_stray": _(
        "A quotation mark stands in the middle of a quoted cell here. Double it, or take it out, and "
        "save the file again."
    ),
    "tables.cell_too_long": _("A cell holds more than {limit} characters. Shorten it."),
    "tables.heading_doubled": _(
        "Columns {first} and {second} have the same heading. Give each column a heading of its own."
    ),
    "tables.heading_missing": _(
        "This column has data but no heading in row {heading_row}. Give it a heading, or delete the column."
    ),
    "tables.heading_merged": _(
        "This column has data under a heading that is merged over several columns in row "
        "{heading_row}. Unmerge the heading and give each column its own."
    ),
    "tables.too_many_cells": _(
        "The row has {cells} cells, but there are {headings} headings. Look for an extra comma or a "
        "cell in the wrong place."
    ),
    "tables.formula_without_value": _(
        "The cell holds a formula that has never been worked out. Open the file in your spreadsheet "
        "program and save it again, or type the value."
    ),
    # TOML
    "tables.toml_not_utf8": _("The file is not written in UTF-8. Save it again as UTF-8 in your editor."),
    "tables.toml_syntax": _("The file is not right TOML from here on: {reason}."),
    "tables.toml_too_deep": _(
        "The file holds a number that is too long, or brackets in too many layers. Write it more plainly."
    ),
    # Columns and fields
    "tables.column_missing": _(
        "No column gives “{field}”, which is needed. Add one, or choose the column for it."
    ),
    "tables.no_such_column": _(
        "There is no column “{heading}” to take “{field}” from. Choose one of the file's columns."
    ),
    "tables.no_such_field": _("There is no field “{field}”. Take it out of the choice of columns."),
    "tables.column_used_twice": _(
        "The column is chosen for two fields. Choose another column for one of them."
    ),
    # One cell
    "tables.blank": _("The cell is blank, and a value is needed. Fill it in, or delete the row."),
    "tables.error_value": _("The cell holds the error {value}. Mend the formula, or type the value."),
    "tables.not_an_address": _("“{value}” is not one e-mail address. Write it like name@example.org."),
    "tables.not_a_number": _(
        "“{value}” is not a number that we can read. Write it like 1234.5, or leave the cell blank."
    ),
    "tables.not_whole": _("{value} is not a whole number. Write it without a fraction, like 12."),
    "tables.too_low": _("{value} is too low. The lowest is {low}."),
    "tables.too_high": _("{value} is too high. The highest is {high}."),
    "tables.out_of_range": _("{value} is out of range. Give a number from {low} to {high}."),
    "tables.not_a_date": _(
        "“{value}” is not a date that we can read. Write it with the day first, like 31/12/2026, or "
        "like 2026-12-31."
    ),
    "tables.not_a_date_month_first": _(
        "“{value}” is not a date that we can read. Write it with the month first, like 12/31/2026, or"
        " like 2026-12-31."
    ),
    "tables.not_yes_no": _("“{value}” is neither yes nor no. Write yes or no, or leave the cell blank."),
    "tables.not_a_choice": _("“{value}” is not one of the choices. The choices are: {choices}."),
    "tables.too_long": _("The text has {length} characters. The most is {limit}. Shorten it."),
    "tables.doubled": _("“{value}” already stands in row {first_row}. Keep one of the two rows."),
    "tables.more_of_the_same": _("More of the same kind: {more}."),
    "tables.more_faults": _("More faults than are listed here: {more}."),
    # What we noticed and dealt with
    "tables.dates_as_numbers": _(
        "Dates written as Excel's day numbers: {dates}. We read them so: 45720 is 4 March 2025."
    ),
    "tables.dates_day_first": _(
        "Dates that could be read two ways: {dates}. We read the day first: 3/4/2026 is 3 April."
    ),
    "tables.dates_month_first": _(
        "Dates that could be read two ways: {dates}. We read the month first: 3/4/2026 is 4 March."
    ),
    "tables.encoding_guessed": _(
        "The file does not say how its letters are written. We read it as {encoding}: check names "
        "with accents."
    ),
    "tables.delimiter_semicolon": _("The cells are divided by semicolons."),
    "tables.delimiter_tab": _("The cells are divided by tabs."),
    "tables.delimiter_bar": _("The cells are divided by upright bars."),
    "tables.rows_above": _(
        "We took row {heading_row} for the headings and left out the rows above it ({rows})."
    ),
    "tables.headings_joined": _("The headings stand in rows {first} to {last}. We joined them."),
    "tables.blank_rows": _("We left out blank rows between the data: {rows}."),
    "tables.hidden_rows": _("Hidden rows were read too: {rows}. Delete them if they should not count."),
    "tables.hidden_sheets": _("We left out hidden sheets: {sheets}."),
    "tables.other_sheets": _("We read the sheet “{sheet}” and left out: {others}."),
    "tables.formulas": _(
        "Cells with a formula: {cells}. We took the value each had when the file was last saved."
    ),
}
