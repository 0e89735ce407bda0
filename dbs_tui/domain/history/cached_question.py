"""Answers that are worked out once for each value they are asked of, and kept with it."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

Value = TypeVar("Value")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(question: Callable[Concatenate[Value, Asked], Answer]) -> Callable[Concatenate[Value, Asked], Answer]:
    """A pure question about an immutable value, such as ``streak(history, today)``, that is answered once.

    The answer stays as long as the value does, so an edit, which makes another value, is never told an old one. The
    value needs a ``__dict__``, and what is asked besides must be hashable. For questions whose answers are few.
    """

    def answer(value: Value, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = value.__dict__.setdefault("_answers", {})
        key = (question, args, *sorted(kwargs.items()))
        if key not in answers:
            answers[key] = question(value, *args, **kwargs)
        found: Answer = answers[key]
        return found

    update_wrapper(answer, question)
    return answer
