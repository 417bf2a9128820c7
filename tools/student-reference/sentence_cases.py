"""Texts whose sentences are easy to get wrong, and random ones."""

from __future__ import annotations

import random

SEED = 5

TEXTS = [
    "One. Two! Three? Four",
    "No end at all",
    "   \n\n ",
    "...",
    "Pi is 3.14. Next.",
    "It is 3.\nNext",
    "1. First step. Still it.\n 12. Twelfth.\n123. No list.",
    "So 42. Then 43.",
    "5! = 120. Wow!! Really?! Yes!",
    "See e.g. this, i.e. that (cf. Fig. 3). Mr. Smith vs. Dr. Jones. Done.",
    "He said “stop.” Then ‘go!’ (Really?) [Yes.] **Bold.** `x.` Last",
    "f(x.) = 2. A.B. c",
    "\\(a. b\\) c. \\[x.\n y.\\] d. $$e. f$$ g. $h. i$ j.",
    "It costs $5. Then $10. And $x. y$2. $ z. $ w.",
    "\\(never closed. Really. \\$5. \\$6. \\\\(no. way\\\\)",
    "\\(empty\n\nline. inside\\) x. \\[ok.\nline. inside\\]",
    "\\(" + "a. " * 334 + "\\) too long. End",
    "$" + "a. " * 67 + "b$ too long. End",
    "a.\r\nb.\r\n\r\nc\u2028d\u2029e",
    "a. \t\u00a0\u3000\n  b",
    "今日は。そう！本当？「はい。」終わり．x。。。",
    "一。\n二。3。",
    "यह है। और॥ هل هذا؟ نعم۔ ድ።",
    "Hmm… so… 1, 2, …, n. 🙂. 🙂 End.",
    "<think>\nStart. <|begin|> </think>\n\nAnswer.",
    "<think>\n\n</think>\n",
    "<|a b|>. <|x|y|>. <||>. <|é|>.",
    "a\n\n\n.\n\nb",
    "\n\n  a\n  \n b  \n ",
    "a .b . c",
    "\\.\\! \\\n x. \\",
    "$$a.$ b.$$ c. $$$ d. $",
    "x!' y!) 3!) z. 3!\n",
    "E.g. upper. EX. Approx. 3. etc. No. 5",
    "½. ² . ① . ٣. —. €. _. x",
]

PIECES = (
    [". ", ".", "! ", "?", "…", "。", "！", "\n", "\n\n", "\r\n", " ", "  ", "\u3000", "a", "Bc", "1", "23", "é", "🍎"]
    + ["\\(", "\\)", "\\[", "\\]", "$", "$$", "\\", ")", "”", "*", "e.g", "vs", "<think>", "</think>", "<|x|>", "<|", "|>"]
)


def sentence_texts(random_count: int = 400) -> list[str]:
    rng = random.Random(SEED)
    return TEXTS + ["".join(rng.choices(PIECES, k=rng.randint(2, 22))) for _ in range(random_count)]
