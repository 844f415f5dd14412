"""Reports for people to read: one model, charts, disclosure control, HTML and PDF.

The caller speaks: every text in a :class:`~kith.publishing.model.Report` is already words in the
report's language. ``html.render_fragment``, ``html.render_document`` and ``pdf.render_pdf`` turn
the same report into pages; ``report_json`` keeps it; ``disclosure`` decides what may be shown.
"""
