"""Where the cards of an argument map stand and how its lines run, in pixels at 100 %; y grows downwards.

`cards` are the values that go in and come out, `kinship` puts children in the order in which they are set, `depths`
finds the rows, `tidy` the places along them, `hanging` those of cards that hang below one another, `arranging` calls
these, and `routes`, `ports`, `brackets` and `hung` draw the lines. The rules, and why nothing crosses: docs/adr/010.
"""

from models.layout.arranging import arrange
from models.layout.cards import Bearing, Bracket, Cards, Route, Shape, Spacing
from models.layout.routes import Arrangement

__all__ = ["Arrangement", "Bearing", "Bracket", "Cards", "Route", "Shape", "Spacing", "arrange"]
