"""Texts that look like contact data and are none: sizes, codes, sentences without a blank, goods for phones."""

from __future__ import annotations

import pytest

from tasks.measure.contact.search import search
from tasks.measure.contact.signs import ALL_SIGNS

SENTENCES = """
Very nice.In stock now
soft.It is warm
Check your size.No returns on worn items
S.M.L.XL
XS.S.M.L.XL.XXL
V.neck sweater
St.Moritz ski jacket
Works with Node.js courses
photo.jpg
See IMG_2041.JPG for the colour
manual.pdf is on the disc
U.S.A flag patch
Made in U.S.A. Fits all
Dr.Martens style boots
Mr.Bean mask
No.5 candle
e.g.in the kitchen
100% cotton.Machine wash
Soft and light.To be worn all day
Great gift.For him and her
Keep it dry.So it lasts
Looks great on you.Me too
Warm.At home or outside
Comfortable.My favourite
very light.is easy to fold
good quality.it does not fade
the best for you.us size chart below
water resistant.so you can swim
easy to clean.no smell
Package includes:1x lamp.All new
Nylon.Com bolso
Algodão.Com botões
Camiseta.De algodón
Coton.De haute qualité
Baumwolle.De luxe Ausgabe
Farbe.In vielen Varianten
Material.Es ist weich
Size.US 8
SIZE.UK 10
US.UK.EU sizes in the chart
Lampe.Am Tag und in der Nacht
Bright.Red.Blue.Green
black.red
red.blue.pink.gold
Cotton.net weight 300 g
Mesh.Net bag
Works with ASP.NET training kits
setup.zip on the stick
readme.md
v1.2.3
Version 2.0.1
USB 2.0 to 3.0
3.5mm.AUX
1.5 l, 2.5 l
12.5.2024
Quality.Fashion.Style
Fit.Fun.Free
Great design.Shop now
Premium quality.store in a dry place
high quality.online class ready tripod
Perfect for home.office.school
wash cold.do not bleach
L.A. Lakers colours
P.S. It is soft
approx.30 cm
ca.30 cm
max.load 20 kg
incl.2 batteries
5.cm wide
50.ml bottle
10x20.cm
Height:30cm.Width:20cm.
Ph.D. graduation cap
a.m. and p.m. markings
D.I.Y. kit
i.e.the bigger one
Length 20 cm . Width 10 cm
Made of cotton . Soft
""".strip().splitlines()  # fmt: skip

NUMBERS = """
4006381333931
EAN 4006381333931
ISBN 978-3-16-148410-0
ISBN 0-306-40615-2
0036000291452
400 6381 333931
UPC 036000291452
GTIN: 00012345600012
10 x 20 x 30 cm
100-200 cm
1000-2000-3000 lumen
400-600-1000 lumen
36-37-38-39-40-41
Size: 36 37 38 39 40 41 42
2019-2020
01.02.2024 - 03.04.2024
2024-01-15
12V 24V 100-240V
AC 100-240V 50/60Hz 0.5A
1920x1080 60fps
3840 x 2160 px
10000 mAh 22.5 W
5000000 beads
RGB 255 255 255
Battery cell 18650 3.7 V
phone 11 12 13 14 15
for phone 6 7 8 11 12 13
iPhone 11 12 13 14 15 16
Fits phones from 2015 2016 2017 2018
mobile phone 2019-2020
Phone case 128 - 256 GB
Phone holder for 4.7 - 6.7 inch
Part no. 123-456-7890
Model: 555-123-4567
Replaces 1K0-615-301
Ref. 12345678
SKU 20190412345
Item number 1234567890
Order code 7654321
Compatible with 5304505209, 5304506471
OEM 06A 133 062 H
US 6 = EU 36.5 = 23 cm
Bust 86-90 cm, waist 66-70 cm
34B 36C 38D 40DD
$12.99 - $15.99
1,299.00
+10 pieces, 3+1 free
-20 to +60 degrees
100 200 300 400 500 600 700 g
HS code 6109100010
Pantone 18 1664 TCX
Serial 0123456789
Contact lens case 1234567
0.5 0.7 0.9 1.1 mm
24/7
3/4/5/6/7/8/9 years
Set of 1 2 3 4 5 6 7 8 9 10
Numbers one two three four five six seven eight nine ten
counts down nine eight seven six five four three two one zero
Puzzle 1000 2000 3000 pieces
Call of Duty 2 3 poster
call bell with 52 melodies
tel aviv 1909
DIN 912 ISO 4762 M6
Bolt M8-1.25 x 100 200 300
1.2.3.4
192 168 224 LED lamps
Line: 0.18 0.20 0.25 0.30 mm
18 20 22 24 mm watch band
100-200-3000
2 4 6 8 10 12 14 16
2023/2024/2025 calendar
Phone stand 200 x 100 x 30 mm
Text 12 lines of 3456 characters
Cell culture plate 96 well 1234
3pcs@5.99
2 @ 5.00
""".strip().splitlines()  # fmt: skip

GOODS = """
Fine line art print
A-line dress
Neckline: V-neck
Fishing line 300 m
Clothes line for camping
Waist line: high
Our line of summer dresses
Product line: Classic
Signal red paint 500 ml
Signal strength indicator
Turn signal lamp for motorcycles
Telegram style greeting card
Vintage telegram paper
@home decoration
Relax @home
Instagram ring light
Perfect for Instagram and TikTok videos
Ring light for your YouTube channel
Share your photos on Instagram
As seen on TikTok
TikTok leggings
Post it on Facebook
Selfie stick for Instagram, Facebook, TikTok
Facebook logo sticker
Social media stickers: Instagram, Facebook, YouTube
Smart watch: message reminder for WhatsApp, Facebook, Twitter
Supports WhatsApp, WeChat, Skype notifications
Call reminder, WeChat, QQ, WhatsApp push, sedentary reminder
Fitness bracelet with WhatsApp messages from your phone
Webcam for Skype, Zoom and Teams
HD webcam compatible with Skype, WeChat, Viber
Headset with microphone for Skype calls
WhatsApp icon cushion plush
Viber keychain sticker
Smartwatch Benachrichtigung: WhatsApp, Facebook, SMS
Montre connectée rappel WhatsApp et SMS
Reloj inteligente con notificaciones de WhatsApp
Умный браслет, уведомления из WhatsApp и Viber
智能手环 支持微信消息提醒
Scan the QR code to download the app
Scan QR code in the manual to install
QR code scanner and barcode reader
Acrylic QR code payment sign holder
Kick scooter for kids
Snap button jacket
Snap hook carabiner
Discord of colours
Messenger bag canvas
Bike messenger backpack
Contact lens case
Contact paper for shelves
Contact grill plates
Mobile phone holder for cars
Phone case with card slot
Call me by your name poster
Text message tattoo
Polka dot dress
Polka dot net skirt
Swiss dot net curtain
Red dot sight toy
At home or at work
Web design spider print
Online class tripod
Mail box with lock
E-mail icon pillow
Street style hoodie
Box 12 pieces
Threads and needles
Cotton threads: red, blue
We chat over coffee mug
when we chat by the fire
VK-200 vise
QQ style cute panda
FB-120 filter
TG 35 wrench
Resistor kit 10 22 47 100 220 470 1000 ohm
Dot com era mouse pad
A-line skirt with S/M/L/X sizes
Instagramm Ringlicht
Grades: A - B - C - D - E - F - G
Letters a b c d e f g h
Numbered 1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣
Ring US 7
Ｉｎｓｔａｇｒａｍ ring light
Étui pour Instagram, motif fleuri
Signal: 2.4 GHz
Camera 5 MP for night
Open until 5 pm to all
H O M E wooden letters
L.O.V.E. letters
c o n t a c t   l e n s e s
C.o.n.t.a.c.t lens case
Light-as-a-feather vest
IG nitor wrench
Wa ter bottle
Hat, scarf and what's inside
What a pretty dress
What's app-roved by cats
Kik and stiny
Winter wear for men and women
Point of sale stand
At point 5 the belt ends
Stecker mit Punkt de luxe
Сумка через плечо из кожи
Звонок велосипедный
Телефонный чехол
Вкусный чай
电话手表保护套
棉质连衣裙 夏季
加厚外套 男
微型摄像头支架
信号红
""".strip().splitlines()  # fmt: skip


@pytest.mark.parametrize("text", [*SENTENCES, *NUMBERS, *GOODS])
def test_ordinary_words_numbers_and_goods_lead_nowhere(text: str) -> None:
    assert search(text, ALL_SIGNS) == ()


def test_the_table_is_wide() -> None:
    assert len({*SENTENCES, *NUMBERS, *GOODS}) > 200
