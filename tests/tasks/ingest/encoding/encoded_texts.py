"""Feeds in the languages of their encodings, by which detection is tried."""

from __future__ import annotations

NAMES = {
    "cs": ("Příliš žluťoučký hrnek", "Dětské tričko s kapucí", "Skleněná láhev na vodu", "Kuchyňský nůž, ocelový"),
    "pl": ("Koszulka dziecięca żółta", "Nóż kuchenny ze stali", "Łyżka drewniana", "Świąteczna świeca zapachowa"),
    "hu": ("Gyermek póló, hosszú ujjú", "Konyhai kés, rozsdamentes", "Üvegpohár készlet", "Kerti szék műanyagból"),
    "ru": ("Кружка керамическая белая", "Детская футболка с рисунком", "Нож кухонный стальной", "Садовый стул"),
    "uk": ("Чашка керамічна біла", "Дитяча футболка з малюнком", "Ніж кухонний сталевий", "Садовий стілець її"),
    "de": ("Gartenstühle für draußen", "Küchenmesser, Klinge aus Stahl", "Übergröße: Wärmejacke", "Schlüsselanhänger"),
    "fr": ("Théière émaillée bleue", "Pièce détachée pour vélo", "Crème légère à la rose", "Étagère murale en chêne"),
    "es": ("Niño con balón pequeño", "Cámara de acción según modelo", "Lámpara de salón", "Cuchillo de cocina español"),
    "tr": ("Çocuk tişörtü kırmızı", "Mutfak bıçağı çelik", "Güneş gözlüğü şık", "Bahçe sandalyesi ağaç"),
    "el": ("Κεραμική κούπα λευκή", "Παιδικό μπλουζάκι με σχέδιο", "Μαχαίρι κουζίνας", "Καρέκλα κήπου πλαστική"),
    "he": ("ספל קרמיקה לבן", "חולצת ילדים עם הדפס", "סכין מטבח מפלדה", "כיסא גינה מפלסטיק"),
    "ar": ("كوب سيراميك أبيض", "قميص أطفال قطني", "سكين مطبخ من الفولاذ", "كرسي حديقة بلاستيك"),
    "lt": ("Vaikiški marškinėliai su žiogu", "Virtuvės peilis iš plieno", "Šiltas žieminis šalikas", "Sodo kėdė"),
    "th": ("แก้วเซรามิกสีขาว", "เสื้อยืดเด็กลายการ์ตูน", "มีดทำครัวสแตนเลส", "เก้าอี้สนามพลาสติก"),
    "ja": ("陶器のマグカップ 白", "子供用のTシャツ 綿", "ステンレスの包丁", "庭の椅子 プラスチック製"),
    "zh": ("白色陶瓷马克杯", "儿童纯棉短袖衫", "不锈钢厨房刀具", "塑料花园椅子"),
    "tw": ("白色陶瓷馬克杯", "兒童純棉短袖衫", "不鏽鋼廚房刀具", "塑膠花園椅子"),
    "ko": ("흰색 도자기 머그컵", "어린이 면 티셔츠", "스테인리스 주방용 칼", "플라스틱 정원 의자"),
}


def feed(language: str, *, plain_rows: int = 3) -> str:
    """A feed of a language's names, after rows that hold nothing but ASCII."""
    plain = [f"P-{number},Mug,{number}.50,https://shop.example/{number}.jpg" for number in range(plain_rows)]
    named = [
        f'A-{number},"{name}",9.90,https://shop.example/a{number}.jpg' for number, name in enumerate(NAMES[language])
    ]
    return "\r\n".join(["sku,name,price,image", *plain, *named, ""])
