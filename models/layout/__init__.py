"""Where the cards of an argument map stand and how its lines run, in pixels at 100 %; y grows downwards.

`cards` are the values that go in and come out, `kinship` puts children in the order in which they are set, `columns`
hangs plain leaves in columns, `depths` finds the rows, `tidy` the places along them, `arranging` calls these, and
`routes`, `ports` and `brackets` draw the lines. The rules, and why nothing crosses: docs/adr/010.
"""

from models.layout.arranging import arrange
from models.layout.cards import Bearing, Bracket, Cards, Route, Shape, Spacing
from models.layout.routes import Arrangement

__all__ = ["Arrangement", "Bearing", "Bracket", "Cards", "Route", "Shape", "Spacing", "arrange"]
