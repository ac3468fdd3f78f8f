"""The error family of this floor: one clear sentence with file, line and what to do next."""


class OntologyError(Exception):
    """An expected failure of the ontology floor; its text is fit to be shown to a user."""


class TurtleError(OntologyError):
    """A file that is not Turtle or TriG; the text names file and line."""


class DanglingImportError(OntologyError):
    """An owl:imports of this project's namespace that no file provides."""


class UndeclaredTermError(OntologyError):
    """A term of the project's namespace that the vocabulary does not declare."""


class IncompleteTermError(OntologyError):
    """A term of the vocabulary without a label or a definition in one of the two languages."""


class ReasonerError(OntologyError):
    """The reasoner could not be run, or refused what it was given."""


class InconsistentError(ReasonerError):
    """Statements that contradict each other under the ontology."""
