"""How well the policy rules find violations, and leave honest texts alone: labelled texts and what is measured."""
