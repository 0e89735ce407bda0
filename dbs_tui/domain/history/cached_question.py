"""Functions of an immutable value whose answers are stored in the value itself."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

Value = TypeVar("Value")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(question: Callable[Concatenate[Value, Asked], Answer]) -> Callable[Concatenate[Value, Asked], Answer]:
    """Wrap a pure function of an immutable value so that each answer is worked out once: ``streak(history, today)``.

    Answers are stored in the value's ``__dict__``, by the other arguments, which must be hashable. An edit makes
    another value, without answers. Nothing is dropped: for questions with few different arguments.
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
