"""The built-in templates in English: two to five lines, no flattery, no pressure.

The key is what a file of one's own would be called: the kind, then what the text is for. A greeting
goes before each, and the user's own words after it. What stands in a log is in the user's words
about somebody, not to them, so no template repeats an entry.
"""

from __future__ import annotations

from typing import Final

GREETING: Final = "Hi {{first_name}},\n\n"

ENGLISH: Final[dict[str, str]] = {
    "reply": """\
Thank you for your message.
""",
    "reply.late": """\
Thank you for your message, and sorry for the slow answer.
""",
    "promise": """\
I am coming back to what I promised: {{promise}}.
""",
    "promise.late": """\
I am coming back to what I promised: {{promise}}.
Sorry that it took longer.
""",
    "promise.plain": """\
I am coming back to what I promised.
""",
    "waiting": """\
May I ask whether there is any news ({{awaited}})?
If you need more time, or anything from me, just let me know.
""",
    "waiting.plain": """\
May I ask whether there is any news?
If you need more time, or anything from me, just let me know.
""",
    "birthday": """\
Happy birthday!
I wish you a good year, and time for what you enjoy.
""",
    "birthday.late": """\
Happy belated birthday!
I wish you a good year, and time for what you enjoy.
""",
    "placed": """\
It has been {{span}} in the job that you helped me find, and I am still grateful.
How are you?
""",
    "placed.plain": """\
I was thinking of how you helped me find this job, and I am still grateful.
How are you?
""",
    "date": """\
I know that today matters to you ({{occasion}}).
I am thinking of you, and wish you well.
""",
    "date.late": """\
I know that these days matter to you ({{occasion}}).
I am thinking of you, and wish you well.
""",
    "date.plain": """\
I know that today matters to you.
I am thinking of you, and wish you well.
""",
    "new-job": """\
Congratulations on the new job at {{company}}!
I hope the start is easy and the team is good. What are your first impressions?
""",
    "new-job.plain": """\
Congratulations on the new job!
I hope the start is easy and the team is good. What are your first impressions?
""",
    "event-after": """\
{{occasion}} is over: what stayed with you?
If it suits you, let us write or talk one of these days.
""",
    "event-after.plain": """\
The conference is over: what stayed with you?
If it suits you, let us write or talk one of these days.
""",
    "event-before": """\
Will you be at {{occasion}}?
If so, let us meet there: ten minutes over a coffee are enough.
""",
    "event-before.plain": """\
Will you be at the conference?
If so, let us meet there: ten minutes over a coffee are enough.
""",
    "holiday": """\
Best wishes for {{occasion}}!
I hope there is some quiet time in it, and good company.
""",
    "holiday.late": """\
Belated best wishes for {{occasion}}!
I hope there was some quiet time in it, and good company.
""",
    "holiday.plain": """\
Best wishes for the holiday!
I hope there is some quiet time in it, and good company.
""",
    "news": """\
I have some news, and would like you to hear it from me: {{occasion}}.
How are things with you?
""",
    "news.plain": """\
I have some news.
How are things with you?
""",
    "cadence": """\
How are you, and how are things at {{company}}?
If there is anything I can help with, just say.
""",
    "cadence.plain": """\
How are you, and how are things?
If there is anything I can help with, just say.
""",
    "retry": """\
I am writing once more in case my last message got lost.
If this is not a good time, that is quite all right: whenever it suits you.
""",
    "cold": """\
Just a short hello, for no special reason: I am still around.
There is no need to answer; if I can ever be of help, write to me.
""",
    "silence": """\
It has been a while, and I was wondering how you are.
If you have a minute, tell me what you are working on these days.
""",
    "new": """\
I would like to get to know you.
If you are interested, I can say in two lines what I do.
""",
    "new.met": """\
It was good to meet you {{met_at}}. I would like to stay in touch.
If you are interested, I can say in two lines what I do.
""",
    "new.met.plain": """\
It was good to meet you. I would like to stay in touch.
If you are interested, I can say in two lines what I do.
""",
    "check-in": """\
How are you? I just wanted to say hello.
If there is anything I can help with, write to me.
""",
}
