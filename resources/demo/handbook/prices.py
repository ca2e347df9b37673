"""Works out the shelf price of a loaf from what goes into it."""

FLOUR_PER_KG = 0.92
ENERGY_PER_BAKE = 0.31
MARGIN = 2.4


def shelf_price(flour_kg: float, minutes_of_work: float, wage_per_hour: float) -> float:
    """Price in whole ten cents, rounded up, as the till wants it."""
    cost = flour_kg * FLOUR_PER_KG + ENERGY_PER_BAKE + minutes_of_work / 60 * wage_per_hour
    return -(-cost * MARGIN * 10 // 1) / 10
