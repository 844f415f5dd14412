"""Rules as sentences in a form that writes a rules file, for any kind of match.

``RulesEditor.of(vocabulary, toml)`` shows a file's rules; ``RulesEditor.posted(vocabulary, toml, data)`` is what came
back. ``is_save`` says whether to read ``toml`` now; faults go to ``show``. A page puts ``rules_fields(editor)`` of
``matches/rules_form.html`` into its own form, and ``editor.forms`` among the forms of its error summary.
"""

from kith.service.matches.web.rules_form.editor import RulesEditor

__all__ = ["RulesEditor"]
