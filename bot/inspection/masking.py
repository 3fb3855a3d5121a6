"""Personal words with their middle masked: enough to find them, too little to read them."""

from bot.findings import Spot

STAR = "＊"  # full width, so that no message takes it for markup
DIGITS = {"identity": (0, 4), "phone": (3, 4)}  # of a number that are left at its beginning and its end


def masked(kind: str, words: str) -> str:
    """张＊, 张＊丰, 阿＊＊…, 阿克＊＊＊公司, 139＊＊＊＊1234."""
    if kind in DIGITS:
        first, last = DIGITS[kind]
        return words[:first] + STAR * 4 + words[-last:]
    if kind == "employer" and len(words) > 5:
        return f"{words[:2]}{STAR * 3}{words[-2:]}"
    return words[0] + STAR * max(1, len(words) - 2) + (words[-1] if len(words) > 2 else "")


def order(spot: Spot) -> tuple[bool, bool, int]:
    """What is sure comes first, then what may be read whole, in the order of the text."""
    return not spot.sure, spot.part, spot.place
