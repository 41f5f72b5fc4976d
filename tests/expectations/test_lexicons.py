"""The word lists find what they should in listings, and leave ordinary goods alone."""

import re
import unicodedata
from functools import cache

import pydantic
import pytest

from expectations.configuration import load_configuration
from expectations.lexicons import Lexicon

CONFIGURATION = load_configuration()
SEVERITY = {CONFIGURATION.facts[rule.fact].lexicon: rule.severity for rule in CONFIGURATION.rules}
CRITICAL = sorted(name for name in CONFIGURATION.lexicons if SEVERITY[name] == "critical")


def fold(text: str) -> str:
    without = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text))
    return " ".join(without.casefold().split())


@cache
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words: no letter or digit may touch a letter or digit of the term, unless a star lets it go on."""
    parts = []
    for term in sorted(map(fold, terms), key=len, reverse=True):
        text = term.removesuffix("*")
        before = r"(?<![^\W_])" if text[0].isalnum() else ""
        after = r"(?![^\W_])" if text[-1].isalnum() and not term.endswith("*") else ""
        parts.append(before + re.escape(text) + after)
    return re.compile("|".join(parts))


def hits(name: str, text: str) -> list[str]:
    """The plainest reading of a lexicon: its exceptions are struck out, then its terms are looked for."""
    lexicon = CONFIGURATION.lexicons[name]
    folded = fold(text)
    if lexicon.exceptions:
        folded = pattern(lexicon.exceptions).sub(" | ", folded)
    return pattern(lexicon.terms).findall(folded)


CLEAN = [
    "Hot Glue Gun Sticks Craft Set 20 cm",
    "Gun Metal Grey Curtain Rod 120 cm",
    "Cap Sleeve Blouse Striped Cotton Summer Top",
    "Dog Treat Pouch with Belt Clip. Holds treats for training walks.",
    "Ships Wheel Wall Decor, a model ship in a bottle stands beside it",
    "Bullet Point Notebook A5 Dotted Pages",
    "Heavy Duty Shower Curtain, treats water spots well and dries fast",
    "Kids Water Gun Bright Plastic Garden Toy, also called water pistol",
    "Massage Gun with Six Heads and a pistol grip handle",
    "Nail Gun Nails 18 Gauge, Brad Nails 5000 pieces",
    "Cordless Drill with pistol-grip and 24 bits",
    "UV Gel Nail Lamp. Cures gel in 60 seconds.",
    "Glass Seed Bead Kit 2 mm, 24 colours for bracelets",
    "Portable CD Player with Headphones, plays CD and DVD discs",
    "CD and DVD Storage Case for 48 Discs",
    "DVD Player Remote Control Replacement",
    "Apple Shaped Cutting Board Made of Beech Wood",
    "Women's Tank Top Ribbed Sleeveless",
    "Bath Bomb Mould Set Stainless Steel",
    "Garden Weed Puller with Long Handle. Removes weeds with the root.",
    "Shot Glass Set of Six, thick base",
    "Table with joint plates and a crack filler for wood",
    "Ivory Lace Dress, ivory and coral colours, size XXX-Large",
    "Tortoise Shell Pattern Sunglasses Acetate Frame",
    "Coral Pink Yoga Mat 6 mm Non Slip",
    "Hair Claw Tortoiseshell Look",
    "Shark Fin Antenna Cover for Car Roof",
    "Yoga Leggings High Waist. Move from pose to pose and find a new balance.",
    "One Piece Swimsuit with Ruffles",
    "Rain Jacket, seams taped, hood folds away. Coach your team in any weather.",
    "Insulated Winter Jacket with Fleece Lining for men",
    "Off-White Knitted Jumper with a gap at the neck",
    "Guess the Word Party Game Cards",
    "Target Board for Darts, Cork",
    "Prime Quality Cotton Bed Sheets",
    "Push Up Stands, do push ups without wrist strain",
    "Curb Ramp Rubber, Drain Line Cover",
    "Grab Rail for Bathroom 40 cm",
    "Transformer Toy Robot Car, turns from car to robot",
    "Whiskey Glasses Set of Four. For scotch, bourbon and cocktails.",
    "Wine Rack of Pine Wood. Holds six wine bottles.",
    "Coffee Grinder Manual. Grinds coffee beans from fine to coarse.",
    "Tea Infuser for loose leaf tea, green tea or herbal tea",
    "Protein Powder Container with Funnel, a small box for protein powder",
    "Potato Chips Bag Clips Set of Ten",
    "Silicone Mould for Gummy Bears and Chocolate",
    "Olive Oil Dispenser Bottle with Spout",
    "Bird Feeder Hanging, fill it with seed of your choice",
    "Cat Food Bowl Raised, for dry cat food and wet cat food",
    "Herb Grinder for the kitchen, stainless steel",
    "Cigarette Lighter Socket Adapter 12 V with two USB ports",
    "Cigarette Pants Slim Trousers Women",
    "Party Poppers Confetti Set",
    "Leather Bag in tobacco brown",
    "Contact Lens Case with Mirror and Tweezers",
    "Reading Glasses, non-prescription, blue light filter",
    "Hand Cream Jar Empty 50 ml, for cream, oil or ointment",
    "Feeding Syringe 10 ml Without Needle for glue and ink",
    "Car Seat Cushion Memory Foam. Car Seat Gap Filler.",
    "Baby Car Seat Cover for Rain",
    "Seat Belt Pad Soft Cover for Shoulder, Dog Seat Belt Leash",
    "Bike Helmet Light, Rear, Rechargeable",
    "Gift Box with Ribbon. Comes with a gift card to write on.",
    "Gift Card Holder Paper Sleeves",
    "Indoor Camera with App. No subscription needed.",
    "Hidden Camera Detector for Hotels",
    "Door Stop Bar, Door Jammer Security for Apartments",
    "RFID Signal Blocker Pouch for Car Keys",
    "Vinyl Record Player Stand with Shelf, vinyl record storage",
    "Fake Plants Small Artificial Succulents, Fake Eyelashes",
    "Faux Fur Collar, fake two piece jumper",
    "Mirror with Aspect Ratio 1:1",
    "Photo Frame 10 x 15, shows 1:1 prints too",
    "Money Clip, Counterfeit Money Detector Pen",
    "Artificial Rose Bouquet, Rainbow Colours",
    "Seed Starter Tray with Dome, for vegetable seeds and herbs",
    "Isis Goddess Statue Egyptian Figurine",
    "Scale Replica of an Old Sailing Boat",
    "Surprise Party Banner Happy Birthday",
    "Abstract Print Rug with random lines",
    "Ring Light for TikTok, Instagram and YouTube videos",
    "Smart Watch, scan the QR code to load the app",
    "Map Poster of the Amazon Rainforest",
    "Stainless Steel Bottle, it arrives in a gift box",
    "Model of a Delivery Van Die Cast",
    "Non Slip Socks. The rubber dots guarantee a firm grip and guarantees a safe step.",
    "Desk Lamp for home and office, 10 W LED",
    "Screwdriver Set 32 Pieces for small repairs",
    "Wooden Building Blocks 50 Pieces for children from three",
    "Christmas Tree Five Stars Ornament, five star hotel towels",
    "Wish Bracelet with Card: make a wish",
    "Birthday Wish Lantern Paper",
    "Kleid mit Blumen, Größe M, Farbe Rot, Totenkopf Ring Herren",
    "Robe d'été pour femme, coton, manches courtes",
    "Camiseta de algodón para hombre, color negro",
]

VIOLATIONS = {
    "brands": [
        "Nike Running Shoes",
        "ADIDAS Hoodie",
        "Gucci Belt",
        "Louis Vuitton Wallet",
        "Rolex Submariner Watch",
        "Michael Kors Tote",
        "Ray-Ban Sunglasses",
        "Rayban Aviator",
        "ray ban style",
        "Levi's 501 Jeans",
        "Levis Jeans",
        "Victoria's Secret Bra",
        "Victoria\u2019s Secret Bra".replace("\u2019", "'"),
        "Polo Ralph Lauren Shirt",
        "Tommy Hilfiger Cap",
        "Burberry Scarf",
        "D&G Sunglasses",
        "Oakley Glasses",
        "Hello Kitty Backpack",
        "Pikachu Plush",
        "LEGO compatible bricks",
        "Lou\u200bis Vuit\u200bton Wallet",
        "R0lex Watch",
        "G u c c i Bag",
        "ＮＩＫＥ Cap",
        "Harry Potter Scarf",
        "Spider-Man Mask",
        "The North Face Jacket",
        "Tiffany & Co. Ring",
    ],
    "replica": [
        "Replica Handbag",
        "AAA Quality Watch",
        "1:1 copy bag",
        "mirror quality purse",
        "a 1:1 knock off",
        "Knockoff Shoes",
        "Designer Dupe Bag",
    ],
    "weapons": [
        "Butterfly Knife Trainer",
        "Brass Knuckles",
        "Solvent Trap Kit",
        "Pepper Spray Keychain",
        "Stun Gun Flashlight",
        "Airsoft BB Gun",
        "Throwing Stars Set",
        "Switchblade",
        "Crossbow 80 lb",
        "9mm Pistol Magazine",
        "Glock Switch",
    ],
    "drugs": [
        "Vape Pen Kit",
        "CBD Gummies",
        "Tobacco Pouch",
        "Electronic Cigarette",
        "Glass Bong 30 cm",
        "Nicotine Pouches",
        "Weed Grinder",
        "Hemp Seeds 100 g",
        "Hookah Set",
        "Pill Press Machine",
        "Kratom Capsules",
    ],
    "medical": [
        "Coloured Contact Lenses",
        "Antibiotic Tablets",
        "Hyaluron Pen",
        "Eyelash Growth Serum",
        "HGH Drops",
        "Tattoo Gun Kit",
    ],
    "otc_medicines": [
        "Eczema Cream",
        "Painkiller Tablets",
        "Wart Remover",
        "Slimming Patches",
        "Cough Syrup",
        "Eye Drops 10 ml",
    ],
    "hazardous": [
        "Hoverboard 6.5 inch",
        "Butane Refill Can",
        "Cockroach Chalk",
        "Tire Spikes",
        "Pesticide Spray",
        "Trick Candles",
    ],
    "consumables": [
        "Whey Protein 1 kg",
        "Beef Jerky",
        "Multivitamin",
        "Bully Sticks for Dogs",
        "Grain-Free Dog Food 5 kg",
        "Melatonin",
        "Energy Drink",
        "Bottle of Vodka 40% vol",
    ],
    "recalled": ["Buckyballs 216", "Magnetic Balls 5 mm", "Self-Feeding Pillow", "Hooded Swaddle", "Drop-Side Crib"],
    "safety_equipment": [
        "Child Car Seat",
        "Toddler Harness",
        "Seat Belt Extender",
        "Bike Helmet Adult",
        "Motorcycle Helmets",
    ],
    "virtual_goods": [
        "Steam Gift Card 50",
        "Activation Code",
        "Instagram Followers 1000",
        "IPTV 12 months",
        "Digital Download",
        "12 Month Subscription",
    ],
    "media": [
        "Complete Series DVD Box",
        "Music CD Best Of",
        "Blu-ray Disc Movie",
        "VHS Tapes",
        "PDF ebook",
        "Retro Console 620 Games",
    ],
    "surveillance": [
        "Spy Camera Pen",
        "Hidden Camera Clock",
        "GPS Jammer",
        "Odometer Correction Tool",
        "Fully Loaded TV Box",
    ],
    "hate": ["Nazi Badge", "Confederate Flag", "Swastika Patch", "KKK Hood", "Proud Boys Polo"],
    "adult": ["Porn Poster", "Sex Doll", "Hentai Mouse Pad", "Nude Women Calendar"],
    "currency": [
        "Prop Money 100 Bills",
        "Fake Dollars",
        "Gold Foil Banknotes",
        "Play Coins for Kids",
        "Euro Banknote Copy",
    ],
    "plants": ["Vegetable Seeds", "Blue Rose Seeds 100 pcs", "Live Succulents", "Tulip Bulbs", "Moss Balls"],
    "animals": ["Live Betta", "Carved Ivory Pendant", "Rhino Horn Cup", "Queen Ant with Colony", "Tiger Bone Wine"],
    "contact": [
        "WhatsApp me",
        "add me on line",
        "Contact us at our office",
        "visit our website",
        "WeChat: abc",
    ],
    "marketplaces": ["cheaper than Amazon", "sold on AliExpress", "eBay seller", "as seen on Temu", "Etsy style"],
    "wish_marks": ["Verified by Wish", "Wish Express item"],
    "shipping_claims": [
        "Free Shipping",
        "ships within 24 hours",
        "delivery in 3 days",
        "fast delivery",
        "3 days delivery",
        "Kostenloser Versand",
    ],
    "warranty": ["Lifetime Warranty", "money back", "satisfaction guaranteed", "2 years guarantee", "Garantie 2 Jahre"],
    "review_bait": ["Leave a 5 star review", "five-star feedback wins", "Rate us", "gift for review"],
    "surprise": ["Mystery Box", "Lucky Bags", "random color", "colour is sent randomly"],
    "medical_claims": [
        "Cures diabetes",
        "heals joint pain",
        "lose weight without sport",
        "burns fat while you sleep",
        "miracle cure",
    ],
    "agencies": ["FDA approved", "CE certified", "US Army", "ships with FedEx"],
    "price_talk": ["70% off", "lowest price", "was $39.99", "save up to 30%"],
    "promotion": ["Cheap Shoes", "Hot Sale Dress", "Best Seller", "New!", "Buy 1 get 1"],
    "health_claims": ["weight loss belt", "anti-aging cream", "relieves pain", "treats blisters"],
    "jewellery": ["Sterling Silver Ring", "18k gold chain", "Natural Diamond"],
    "store_policy": ["Return policy: 30 days", "We accept PayPal", "contact us before you buy"],
}


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_goods_hit_no_list_that_rejects(text: str) -> None:
    assert {name: found for name in CRITICAL if (found := hits(name, text))} == {}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in VIOLATIONS.items() for text in texts])
def test_a_violation_is_found_by_its_list(name: str, text: str) -> None:
    assert hits(name, text)


def test_the_samples_cover_every_list() -> None:
    assert set(VIOLATIONS) == set(CONFIGURATION.lexicons)
    assert sum(map(len, VIOLATIONS.values())) >= 120
    assert len(CLEAN) >= 60


@pytest.mark.parametrize("name", sorted(CONFIGURATION.lexicons))
def test_every_exception_excuses_something(name: str) -> None:
    lexicon = CONFIGURATION.lexicons[name]
    terms = pattern(lexicon.terms)
    assert [one for one in lexicon.exceptions if not terms.search(fold(one.removesuffix("*")))] == []


@pytest.mark.parametrize("name", sorted(CONFIGURATION.lexicons))
def test_no_term_is_swallowed_by_an_exception(name: str) -> None:
    assert [term for term in CONFIGURATION.lexicons[name].terms if not hits(name, term.removesuffix("*"))] == []


def test_a_brand_list_worth_the_name() -> None:
    assert len(CONFIGURATION.lexicons["brands"].terms) > 250


def test_a_term_stands_once() -> None:
    with pytest.raises(pydantic.ValidationError, match="term listed twice: gucci"):
        Lexicon.model_validate({"lexicon": "brands", "because": "ours", "terms": ("Gucci", "gucci")})
