"""What one object looks like: colours, pattern and proportions, and the parts painted in them."""

from dataclasses import dataclass

from drawings import RGB, Outline, Part, mix

WOOD: RGB = (196, 152, 102)
STRAW: RGB = (214, 184, 132)
GREY: RGB = (150, 154, 160)
DARK: RGB = (58, 60, 66)


@dataclass(frozen=True)
class Look:
    """Colours, pattern and proportions of one object."""

    main: RGB
    accent: RGB
    pattern: str = "plain"
    kind: int = 0

    def pick(self, *choices: float) -> float:
        """Return the choice that belongs to this kind."""
        return choices[self.kind % len(choices)]

    def body(self, outline: Outline, shade: str = "round") -> Part:
        """Return a part in the main colour with the pattern."""
        return Part(outline, self.main, shade, self.pattern, self.accent)

    def trim(self, outline: Outline, shade: str = "flat") -> Part:
        """Return a plain part in a darker main colour."""
        return Part(outline, mix(self.main, (30, 30, 40), 0.3), shade)

    def inside(self, outline: Outline) -> Part:
        """Return the dark inside of an opening."""
        return Part(outline, mix(self.main, (60, 60, 66), 0.35), "inside")


def look(main: RGB, pattern: str, kind: int = 0) -> Look:
    """Return the look of a colour whose pattern is a lighter tone of it."""
    return Look(main, mix(main, (255, 255, 255), 0.4), pattern, kind)
