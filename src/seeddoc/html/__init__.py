"""Documents as HTML: whole pages for a browser, and pieces for notebooks.

A page is one file: it fetches nothing, runs no script but its own, and shows whatever a document holds as text.
"""

from seeddoc.html.report import ReportedBundle, render_articles, render_report

__all__ = ["ReportedBundle", "render_articles", "render_report"]
