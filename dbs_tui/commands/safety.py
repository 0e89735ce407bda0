"""The safety words of the command line: short forms of the page that ``!`` opens in the app."""

NOT_TREATMENT = "General exercise education, not treatment."

EMERGENCY = (
    "Call your emergency number (112, UK 999, US 911) at any of these. New numbness between the legs. Buttocks that "
    "stay numb when you move. New trouble with bladder or bowels. Pain, numbness or weakness in both legs. Legs that "
    "give way. A leg that you cannot put weight on after a fall. A hot, swollen joint with fever. Chest pain. You "
    "faint. One hot, swollen calf or thigh. You cannot catch your breath."
)

NOTICE = (
    f"{NOT_TREATMENT} Ask a clinician first after surgery, when you are pregnant, or with a heart condition, thin "
    "bones, or pain with numbness. Pain of 0 to 3 out of 10 is fine. At 4 or 5, do less. Above 5, stop. Stop at sharp "
    "or new pain too, or if you feel dizzy. Do less when less feels right. Emergency signs: dbs-tui learn emergency."
)
"""What ``start --plain`` says first, until the whole notice was accepted in the app."""
