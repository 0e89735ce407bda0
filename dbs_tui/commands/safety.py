"""The safety words of the command line: short forms of the page that ``!`` opens in the app."""

NOT_TREATMENT = "General exercise education, not treatment."

EMERGENCY = (
    "Get emergency help at once for new numbness between the legs, or of buttocks that stay numb when you move, "
    "new trouble with bladder or bowels, pain or weakness in both legs, a leg that carries no weight after a fall, "
    "a hot swollen joint with fever, chest pain, fainting, a hot swollen calf, or sudden breathlessness."
)

NOTICE = (
    f"{NOT_TREATMENT} Ask a clinician first after surgery, in pregnancy, or with a heart condition, osteoporosis, "
    "or pain with numbness. Stop at sharp or new pain, pain above 5 of 10, or dizziness. "
    "The figures are defaults, not a prescription. Emergency signs: dbs-tui learn emergency."
)
"""What ``start --plain`` says first, until the whole notice was accepted in the app."""
