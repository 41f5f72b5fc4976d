"""Contact data in many spellings and languages. After the bar stands what is shown, where it is not the whole text."""

from __future__ import annotations

import pytest

from tasks.measure.contact import find_contacts

LINKS = """
https://mugs.com/a?b=1
http://mugs.example
HTTPS://MUGS.COM
http:\\\\mugs.com
http : // mugs . com
hxxp://mugs.com
http//mugs.com
ftp://mugs.com/list
www.mugs.com
WWW.MUGS.COM
www.mugs.example/cups
www mugs com
www,mugs,com
www. mugs.com
w w w . mugs . c o m
w.w.w.mugs.com
w w w mugs com
mugs.com
Mugs.com
MUGS.COM
MugShop.com
mug-shop.net
mugs24.de
mugs.de
mugs.fr
mugs.ru
mugs.cn
mugs.pl
mugs.nl
mugs.eu
mugs.co.uk
mugs.com.br
mugs.com.au
mugs.co.jp
mugs.shop
mugs.store
bestmugs.online
bestmugs.site
bestmugs.top
bestmugs.club
bestmugs.vip
bestmugs.xyz
bestmugs.info
bestmugs.biz
mugs.io
mugs.co
mugs.tv/live
mugs.it/shop
mugs.me/sale
visit us at mugs.it | mugs.it
our site: mugs.in | mugs.in
website mugs.me | mugs.me
See more on mugs.fashion | mugs.fashion
order at mugs.boutique today | mugs.boutique
Besuchen Sie mugs.at | mugs.at
auf mugs.at bestellen | mugs.at
rendez-vous sur mugs.be | mugs.be
наш сайт mugs.su | mugs.su
请访问mugs.com购买 | mugs.com
官网：mugs.cc | mugs.cc
t.me/mugs
wa.me/491701234567
m.me/mugs
bit.ly/3abcd
goo.gl/abc
linktr.ee/mugs
youtu.be/abc123
fb.me/mugs
line.me/ti/p/abc
vk.com/mugs
instagram.com/mugs
discord.gg/abcd
mugs.myshopify.com
shop1234567.taobao.com
163.com
(mugs.com) | mugs.com
"mugs.com" | mugs.com
more at mugs.com. | mugs.com
mugs . com
mugs .com
mugs. com
mugs[.]com
mugs(.)com
mugs (dot) com
mugs [dot] com
mugs {dot} com
mugs<dot>com
mugs dot com
mugs DOT com
mugs d0t com
mugs dot net
mugs dot co dot uk
mugs-dot-com
mugs_dot_com
mugs*dot*com
mugs punkt de
mugs punto com
mugs point com
mugs точка ru
mugs点com
ｍｕｇｓ．ｃｏｍ
mugs。com
mugs․com
mu\u200bgs.com
m\u00adugs.c\u200dom
mugs.с\u043em
𝐦𝐮𝐠𝐬.𝐜𝐨𝐦
ⓜⓤⓖⓢ.ⓒⓞⓜ
магазин.рф
http://192.168.0.1/
mugs.com/sale?a=1, and more | mugs.com/sale?a=1
""".strip().splitlines()  # fmt: skip

MAILS = """
a@b.de
me@mugs.com
ME@MUGS.COM
first.last+tag@mail.example
me@sub.mail.co.uk
mail me@mugs.com, thanks | me@mugs.com
Email:me@mugs.com | me@mugs.com
me＠mugs．com
me @ mugs . com
me @mugs.com
me@ mugs .com
me(at)mugs.com
me (at) mugs (dot) com
me [at] mugs [dot] com
me[at]mugs.com
me{at}mugs.com
me<at>mugs.com
me at mugs dot com
me AT mugs DOT com
me at gmail dot com
me @ gmail dot com
me at gmail.com
me at gmail
mugshop@gmail
mugshop gmail com
gmail: mugshop
mugshop (at) qq.com
me*at*mugs*dot*com
me_at_mugs_dot_com
me ät web punkt de | me ät web punkt de
me arroba gmail punto com
moi arobase gmail point com
mugs собака mail точка ru
mugs@yandex.ru
mailto:me@mugs.com
me@mugs.com\u200b | me@mugs.com
m\u0435@mugs.com
123456@qq.com
""".strip().splitlines()  # fmt: skip

NUMBERS = """
+49 170 1234567
+1 (555) 123-4567
+86-138-0013-8000
+33 6 12 34 56 78
+4915112345678
+7 912 345-67-89
+44 (0)20 7946 0958
+ 86 13800138000
0086 138 0013 8000
0049 170 1234567
(555) 123-4567
555-123-4567
555.123.4567
555 123 4567
1-888-555-0199
1-800-FLOWERS
1-800-GO-MUGS1
8 (912) 345-67-89
8 912 345 67 89
138-0013-8000
138 0013 8000
400-820-8820
06.12.34.56.78
07700 900123
020 7946 0958
(11) 91234-5678
call 0170 1234567 | 0170 1234567
Tel. 030/1234 5678 | 030/1234 5678
Tel: 030 12345678 | 030 12345678
phone no. 1234567 | 1234567
Phone number: 5551234567 | 5551234567
mobile: 138 0013 8000 | 138 0013 8000
Cell 555 1234 | 555 1234
text us at 555 1234 | 555 1234
call us now: 0800 123456 | 0800 123456
phone 06 12 34 56 78 | 06 12 34 56 78
Hotline 0800 123 456 | 0800 123 456
SMS 07700900123 | 07700900123
Telefon: 0211 987654 | 0211 987654
Handy 0151 23456789 | 0151 23456789
Rufnummer 089 123456 | 089 123456
tél : 01 23 45 67 89 | 01 23 45 67 89
Appelez le 0123456789 | 0123456789
teléfono 612 34 56 78 | 612 34 56 78
llame al 912345678 | 912345678
тел. 912 345 67 89 | 912 345 67 89
Звоните: 89123456789 | 89123456789
телефон 495 123-45-67 | 495 123-45-67
电话：13800138000 | 13800138000
手机13800138000 | 13800138000
联系电话：021-12345678 | 021-12345678
电话：一三八零零一三八零零零 | 一三八零零一三八零零零
five five five one two three four
call zero one seven zero one two three four five six seven | zero one seven zero one two three four five six seven
null eins sieben null eins zwei drei
☎ 030 12345678 | 030 12345678
call ０１７０ １２３４５６７ | ０１７０ １２３４５６７
call 0\u200b170 123\u200b4567 | 0\u200b170 123\u200b4567
5️⃣5️⃣5️⃣-1️⃣2️⃣3️⃣-4️⃣5️⃣6️⃣7️⃣
""".strip().splitlines()  # fmt: skip

HIDDEN = """
Find us on t-e-l-e-g-r-a-m | t-e-l-e-g-r-a-m
Add I N S T A G R A M for more | I N S T A G R A M for
F.a.c.e.b.o.o.k page | F.a.c.e.b.o.o.k
7.3.l.3.g.r.4.m | 7.3.l.3.g.r.4.m
w*h*a*t*s*a*p*p | w*h*a*t*s*a*p*p
5kype: mugs77 | 5kype: mugs77
our 1nst4gram | 1nst4gram
c o n t a c t me
e-m-a-i-l us | e-m-a-i-l
пишите в т е л е г р а м | в т е л е г р а м
m*u*g*s*h*o*p*.*c*o*m
gm41l: mugs77
wе chаt
the Instаgrаm of mugs | Instаgrаm
5️⃣5️⃣5️⃣, 0️⃣1️⃣4️⃣2️⃣
ph0ne 0170 1234567 | 0170 1234567
i n s t a mugs77 | i n s t a mugs77
mugshop dot online
mugs at g-m-a-i-l dot c-o-m | g-m-a-i-l
t-e-l-e-gram
ѕкуре: mugs
mugs d-o-t com
Q-Q: 12345678
h**p://mugs.com
C.A.L.L 555-0147 | 555-0147
zero eight hundred one two three four five
M U G S H O P . C O M
t . me / mugshop
mugshop D0T c0m
Add our Telegram mugs77 | Telegram
Add Telegram for the catalogue | Telegram
Call o17o 12345 67 | o17o 12345 67
call 0-1-7-0-1-2-3-4-5-6-7 | 0-1-7-0-1-2-3-4-5-6-7
𝟎𝟏𝟕𝟎 𝟏𝟐𝟑𝟒𝟓𝟔𝟕
""".strip().splitlines()

MESSENGERS = """
WhatsApp
whatsapp me | whatsapp
Mug whatsapp | whatsapp
Whats app | Whats app
what's app
Whats-App
w h a t s a p p
w.h.a.t.s.a.p.p
wh4tsapp
wh@tsapp
what5app
whatsap
watsapp
wattsapp
WhAtSaPpp
WhatsApp: +86 138 0013 8000
whatsapp no 13800138000
questions via WhatsApp | WhatsApp
wһatsapp
ｗｈａｔｓａｐｐ
what\u200bsapp
wha\u0301tsapp
ватсап
пишите в вотсап | вотсап
WeChat: mugshop
wechat id mugshop88
wech4t
w3chat
we-chat
weixin
vvechat
w e c h a t
Viber
v1ber
viber +380501234567
KakaoTalk
kakao talk
Zalo
Skype: mug.shop
skype id mugshop
add us on skype | skype
Telegram: @mugshop
telegram @mugs
Telegram me | Telegram
find us on Telegram | Telegram
te1egram: @mugs
TG: mugshop
our telegram channel | telegram
Line ID: mugs88
LINE: @mugs
line id mugs88
add me on LINE | LINE
Signal: +1 555 123 4567
text me on Signal | Signal
Kik: mugshop
kik me | kik
Snapchat: mugshop
Snap: mug_shop
QQ: 12345678
QQ 12345678
qq号12345678
Instagram: @mugshop
IG: mugshop
ig @mugshop
our Instagram | Instagram
follow us on Instagram | Instagram
Find us on Facebook | Facebook
FB: mugshop
Facebook page: Mugs
Facebook: mugshop
our facebook page | facebook
our TikTok | TikTok
TikTok: @mugshop
message us on tiktok | tiktok
1nstagram: mugs_shop
inst@gram: mugs_shop
VK: mugshop
наш инстаграм | инстаграм
пишите в телеграм | телеграм
пишите нам в вк | вк
Вайбер
@mugshop
@mug_shop.88
Follow @mugshop for more | @mugshop
Discord: mugs1234
WA: 08123456789
vx: mugshop
wx：mugs88
加微信
请加微信mugs88 | 请加微信mugs88
加我微信：mugs88
微信号：mugs88
薇信 mugs88
威信号
V信：mugs88
vx mugs88
加V：mugs88
加QQ群
微信同号
联系方式
客服微信
扫码加好友 | 扫码加
扫描二维码关注我们 | 扫描二维码关注
淘宝搜索
官方网站
私聊
schreiben Sie uns auf WhatsApp | WhatsApp
contactez-nous sur WhatsApp | WhatsApp
escríbanos por WhatsApp | WhatsApp
folgen Sie uns auf Instagram | Instagram
suivez-nous sur Instagram | Instagram
síguenos en Instagram | Instagram
подписывайтесь на инстаграм | инстаграм
Scan the QR code to add us on WeChat
scan QR code to contact the seller
DM us | DM us
dm for price | dm for
123 Main Street, Springfield, IL 62704
P.O. Box 1234
Hauptstraße 12, 10115 Berlin
Supports WhatsApp push. Order via WhatsApp +86 138 0013 8000 | WhatsApp +86 138 0013 8000
""".strip().splitlines()  # fmt: skip

TABLE = [*LINKS, *MAILS, *NUMBERS, *HIDDEN, *MESSENGERS]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[str, ...]]:
    return find_contacts(line.partition(" | ")[0] for line in TABLE)


@pytest.mark.parametrize("line", TABLE)
def test_what_leads_off_the_marketplace_is_found_as_it_is_written(line: str, found: dict[str, tuple[str, ...]]) -> None:
    text, _, shown = line.partition(" | ")
    assert (shown or text) in found.get(text, ())


def test_the_table_is_wide() -> None:
    assert len(set(TABLE)) > 300
