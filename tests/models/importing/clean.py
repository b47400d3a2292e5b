# ruff: noqa: E501, W291
"""Plain texts of many kinds in which nothing is broken: nobody may find a fault in them. All invented.

`HEADS` names what each says of itself at its head; HEAD and AUTHOR_NOTE are no alarms, but must say what is so.
"""

from __future__ import annotations

OP_ED = """The Bench Belongs to Everyone

By Mara Quill

Last spring the council took the bench from Harbour Square, and nobody was asked. The reason given was that people sat on it for too long. That is, as far as I can tell, what a bench is for.

Some will say that a bench is a small thing. It is. But a square without one is a corridor, and people who have nowhere to sit do not stay to talk.

WHAT A SQUARE IS FOR

A square is a room that belongs to all of us. You may stand in it without buying anything. You may also sit down: that was the idea, at any rate, until last April.

“We had to act,” the mayor told me. “There were complaints.” When I asked how many, she looked at her papers. “Two,” she said.

The council meets on Thursday. It should put the bench back.

Mara Quill is a teacher and the author of two books on gardens."""

BLOG = """five things i learned from keeping bees

so i finally did it. i bought a hive, a hat and a book, in that order, and by june i had been stung eleven times, which the book says is about average for people who read the book last.

first: bees do not care about your plans. i had a weekend in the mountains booked and they chose exactly that weekend to leave, all nine thousand of them, for the neighbour's chimney

second: the neighbour is nicer than i thought

third: honey is heavy. i mean really heavy. carry a full box down a ladder once and you will know what i am talking about :)

anyway, more next week. bring a hat"""

GERMAN = """Die Stadt gehört den Fußgängern

Von Jonas Amsel

Wer heute durch die Altstadt geht, der hört vor allem Motoren. Dabei war der Platz vor dem Rathaus einmal der stillste Ort der ganzen Gegend, an dem man die Uhr schlagen hören konnte.

Der Gemeinderat will das nun ändern. „Wir haben zu lange gewartet“, sagt die Bürgermeisterin. „Jetzt ist es genug.“ Von Mai an sollen nur noch Busse und Räder fahren.

DIE GEGNER

Natürlich gibt es Widerspruch. Die Händler fürchten um ihre Kundschaft, und manche Anwohner fragen, wo sie künftig parken sollen; beides ist verständlich, aber kein Grund, alles beim Alten zu lassen.

In anderen Städten ist der Umsatz nach einem Jahr gestiegen. Daran sollte man sich erinnern, wenn am Dienstag abgestimmt wird."""

FRENCH = """Le tramway que personne n’attendait

Par Élise Morand

La ville n’a pas de tramway, et pourtant tout le monde en parle. Depuis dix ans, les maires se succèdent et promettent « la première ligne avant l’été » ; l’été passe, et les rails ne viennent pas.

Ce n’est pas une question d’argent. Le département a mis de côté douze millions, et la région en ajouterait autant : il suffirait d’une décision.

Faut-il y croire encore ? Les habitants du plateau, eux, ne demandent qu’un arrêt devant le collège. Ils l’auront peut-être en mars."""

SPANISH = """La plaza sin árboles

Por Inés Robledo

¿Quién decidió talar los plátanos de la plaza? Nadie lo sabe, o nadie lo quiere decir. El ayuntamiento habla de un informe; el informe, por ahora, no aparece.

Los vecinos se reunieron el jueves delante de la fuente. «Queremos sombra», decía una pancarta, y no hacía falta decir más. Bajo un sol de cuarenta grados, hasta el alcalde tuvo que darles la razón.

Habrá árboles nuevos en otoño. Serán pequeños, y durante veinte años recordaremos los otros."""

RUSSIAN = """Трамвай вернулся

Автор: Анна Лебедева

В понедельник утром по улице Садовой снова прошёл трамвай. Его не было двенадцать лет, и люди выходили из домов, чтобы посмотреть, как он поворачивает у рынка.

Город обещал открыть линию ещё весной. Тогда не хватило проводов, потом не хватило водителей, а летом, как объяснил мэр, было слишком жарко. Теперь всего хватает.

— Я ждала этого дня, — говорит пенсионерка с третьей остановки. — Теперь до больницы двадцать минут, а не час.

Вторую линию обещают через год. Никто не верит, но все надеются."""

ARABIC = """عودة الترام إلى المدينة

بقلم سلمى الحداد

عاد الترام إلى شارع البحر صباح يوم الاثنين بعد غياب دام اثني عشر عاما، وخرج الناس من بيوتهم ليشاهدوا كيف يدور عند السوق القديم.

وعدت البلدية بافتتاح الخط في الربيع، ثم لم تكف الأسلاك، ثم لم يكف السائقون. أما الآن فكل شيء جاهز كما قال رئيس البلدية.

هل يأتي الخط الثاني بعد عام؟ لا أحد يصدق ذلك، لكن الجميع يأملون."""

CHINESE = """电车回来了

作者：林小雨

星期一早上，花园街上又开过了一辆电车。它已经消失了十二年，人们走出家门，看它在市场旁边转弯，孩子们跟着它跑了整整一站路。

市政府本来答应春天通车。后来电线不够，再后来司机不够，到了夏天，市长解释说天气太热。现在什么都够了。

“我一直在等这一天。”第三站的一位老人说，“现在去医院只要二十分钟，不用一个小时。”

第二条线明年开通。没有人相信，可是大家都在盼望。"""

JAPANESE = """路面電車が帰ってきた

文／山本花

月曜日の朝、公園通りにまた路面電車が走った。十二年ぶりのことで、人々は家から出て、市場の角を曲がる車両を見つめていた。子どもたちは一駅ぶん走ってついていった。

市は春に開通すると約束していた。そのときは電線が足りず、次に運転士が足りず、夏は暑すぎたのだと市長は説明する。いまは何もかもそろっている。

「この日を待っていました」と三番目の停留所で老人は言う。「病院まで一時間かかったのが、二十分です」

二本目の線は来年できるという。だれも信じていないが、みんな願っている。"""

INTERVIEW = """“I still count the steps”

A conversation with the last lamplighter

How long have you done this?
Thirty-one years.

Every night?
Every night but two. I had the flu once, and once I got married.

What has changed?
Not the lamps. The people. They used to say good evening, and now they look at their hands, you know, at those little lights they carry around with them all day long.

Do you mind?
No.

Will somebody come after you?
There is a boy from Mill Street who asks a lot of questions. Maybe him."""

POEM = """The Harbour in November

The boats lie still, the ropes are wet,
the gulls have nothing to regret,
and on the wall where fishers sat
there sleeps the harbour master’s cat.

The wind comes in, the wind goes out
as if it had no cause to doubt
that morning will be grey and wide
and nothing wait on the other side

but one more boat, but one more rope,
a rusty bell, a bar of soap,
the cat, the wall, the empty pier,
and nobody to call it dear."""

PLAY = """THE LAST BENCH
A play in one act

A square at noon. One bench.

ANNA
Is this seat taken?

BERT
It is a bench. Nobody takes a bench, one only sits on it for a while, and then somebody else comes and does the same.

ANNA
They took the other three.

BERT
(rising)
Then they have taken the seat as well. Good day.

ANNA
STOP!

BERT
Why?

ANNA
Because the next thing they will take, once you are gone and nobody sits here any more, is this one."""

MAIL = """From: Ruth Castle
To: square-list
Subject: Re: Thursday

Hi all,

On Monday Peter wrote:
> Could somebody bring the keys of the hall? I am away until
> Wednesday and the caretaker will not open for anybody who is
> not on his list.
>
> Also, we need chairs.

I have the keys. Chairs are in the cellar, but two of us have
to carry them up, and my back is not what it was.

See you Thursday,
Ruth

-- 
Ruth Castle
Friends of the Square
12 Mill Street"""

TRANSCRIPT = """Council meeting of 4 May

CHAIR: Good evening. The first item is the bench.
MR HOLT: Thank you. I move that it be put back where it was, at the cost of the department that took it away without asking.
MS ADEYEMI: Seconded.
CHAIR: Any discussion?
MR HOLT: (off microphone)
CHAIR: Please use the microphone.
MR HOLT: I said that there is nothing to discuss, and that people have been standing for a year because of two letters
MS ADEYEMI: Three.
CHAIR: Those in favour? Thank you. Carried."""

GUTENBERG = """CHAPTER I.

THE ARRIVAL.

It was a wet evening in the autumn of the year when a carriage
stopped before the inn at the end of the long street, and a tall
gentleman, whom nobody had ever seen before, stepped out into the
mud without so much as a glance at the weather.

"Have you a room?" said he.

"We have three," said the landlord, "and the best of them looks
out upon the sea, if the gentleman should care for that sort of
thing, which not everybody does at this time of the year."

The gentleman said nothing. He looked at the clock, and from the
clock to the door, and it seemed to the landlord that he was
listening for something.

        The bell is gone, the rope is cut,
        The sexton's door is always shut.

So ran the rhyme that the children sang; and the landlord, who
had sung it himself, wondered why he should think of it now."""

LISTS = """What to bring on Saturday

The walk takes about four hours, and there is no shop on the way, so please look through this list before you leave the house:

- water, at least one litre for each of you
- something to eat that does not melt
- a hat
- good shoes; the second half of the path is steep and, after rain, slippery enough to make you wish for a rope
- a map

If you have room, we could also use:

1. a first-aid kit
2. two torches
3. the big thermos flask from the office, which somebody seems to have taken home in March

We meet at the station at eight."""

LEGAL = """RULES OF THE ALLOTMENT SOCIETY

1. Membership

1.1 Any person who lives within the town may become a member of the society upon payment of the fee that the meeting has fixed for the year;
1.2 A member who has not paid by the end of March, having been reminded in writing at least once, shall lose the plot; and
1.3 A person who loses a plot may

(a) take away whatever he or she has planted, provided that no hole deeper than a spade is left behind;
(b) ask for the return of the deposit; or
(c) appeal to the meeting.

2. Duties

2.1 The society shall not be liable for any damage that is caused by hail, hares or other members.
2.2 Paths are to be kept clear at all times. The society shall not be liable for any damage that is caused by hail, hares or other members."""

NO_STOPS = """A list of rooms
the room at the top of the stairs where the old desk stands and where nobody has worked since the winter before last
the room behind the kitchen which was a pantry once and then a bedroom and then for a short while a place for bicycles
the long room with four windows that looks out over the yard and gets the sun from ten o'clock until about three
the small room that has no window at all and in which we keep the coats of people who never came back for them
the room under the roof where you can hear the rain better than anywhere else in the house and the pigeons too"""

DIALOGUE = """The night train

The man in the corner had not moved since the border, and I had begun to think that he was asleep with his eyes open, as people say that soldiers sleep.

"STOP!"

Nobody had heard the door. The guard stood there with his lamp held high, and behind him, small and wet, a boy with no shoes on.

"GET DOWN! ALL OF YOU!"

We got down. The floor was cold and smelled of oil, and for a while, for what seemed to be a very long while, nothing happened.

"All right," said the guard. "You can get up again. It was only the tunnel."

The man in the corner laughed. Then he, too, went to sleep, and this time he closed his eyes."""

FOOTNOTED = """On the Age of the Town Wall

The wall is older than the town believes. Its lowest stones, as Harrow showed, were cut in the ninth century,1 and the mortar between them holds charcoal of about the same age.[2]

It has been objected that charcoal may be older than the fire. That is true of driftwood, but nobody has burnt driftwood in a town that is forty miles from the sea.*

We may leave the towers aside. They were built when the wall had already begun to fall, and by people who had forgotten what it had been for.3

Notes

1 J. Harrow, Stones and Walls (Selby: Cloister Press, 1931), p. 44.
[2] The samples are kept in the museum, where anybody may see them who asks the porter in time.
3 See the accounts of the chamberlain, which are printed in full at the end of the second volume
* I thank Dr. Pell for this remark."""

PRESS = """FOR IMMEDIATE RELEASE

Brightwater Ferries Adds a Winter Crossing

SELBY, 12 November 2024 – Brightwater Ferries today announced a third daily crossing between Selby and the islands for the months of December to March. The new service will leave at 14:30 and arrive before dark.

“People on the islands have asked for this for years,” said Tom Arkwright, managing director. “We are glad that we can do it at last.”

Tickets are on sale from Monday. The fare stays the same.

About Brightwater Ferries
Brightwater Ferries has linked the islands with the mainland since 1911. It employs 84 people and runs four ships.

Press contact:
Lena Moor
press@brightwater.example
###"""

CLEAN: dict[str, str] = {
    "op-ed": OP_ED,
    "blog": BLOG,
    "german": GERMAN,
    "french": FRENCH,
    "spanish": SPANISH,
    "russian": RUSSIAN,
    "arabic": ARABIC,
    "chinese": CHINESE,
    "japanese": JAPANESE,
    "interview": INTERVIEW,
    "poem": POEM,
    "play": PLAY,
    "mail": MAIL,
    "transcript": TRANSCRIPT,
    "gutenberg": GUTENBERG,
    "lists": LISTS,
    "legal": LEGAL,
    "no stops": NO_STOPS,
    "dialogue": DIALOGUE,
    "footnotes": FOOTNOTED,
    "press release": PRESS,
}
