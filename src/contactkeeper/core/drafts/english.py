"""The built-in templates in English, by kind: what a tactful person would send, and no more.

Two to five lines, no flattery, no pressure. What stands in a log is in the user's own words about
somebody, not to them, so it never goes into a message by itself.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str]] = {
    "reply": """\
Hi {{ first_name }},

Thank you for your message{% if late %}, and sorry for the slow answer{% endif %}.

{{ text }}
""",
    "promise": """\
Hi {{ first_name }},

I am coming back to what I promised{% if promise %}: {{ promise }}{% endif %}.
{% if late %}
Sorry that it took longer.
{% endif %}

{{ text }}
""",
    "waiting": """\
Hi {{ first_name }},

May I ask whether there is any news{% if awaited %} ({{ awaited }}){% endif %}?
If you need more time, or anything from me, just let me know.

{{ text }}
""",
    "birthday": """\
Hi {{ first_name }},

{{ "Happy belated birthday" if late else "Happy birthday" }}!
I wish you a good year, and time for what you enjoy.

{{ text }}
""",
    "placed": """\
Hi {{ first_name }},

{% if span %}
It has been {{ span }} in the job that you helped me find, and I am still grateful.
{% else %}
I was thinking of how you helped me find this job, and I am still grateful.
{% endif %}
How are you?

{{ text }}
""",
    "date": """\
Hi {{ first_name }},

I know that {{ "these days matter" if late else "today matters" }} to you{% if occasion %} ({{ occasion }}){% endif %}.
I am thinking of you, and wish you well.

{{ text }}
""",
    "new-job": """\
Hi {{ first_name }},

Congratulations on the new job{% if company %} at {{ company }}{% endif %}!
I hope the start is easy and the team is good. What are your first impressions?

{{ text }}
""",
    "holiday": """\
Hi {{ first_name }},

{{ "Belated best wishes" if late else "Best wishes" }} for {{ occasion or "the holiday" }}!
I hope there is some quiet time in it, and good company.

{{ text }}
""",
    "event-before": """\
Hi {{ first_name }},

Will you be at {{ occasion or "the conference" }}?
If so, let us meet there: ten minutes over a coffee are enough.

{{ text }}
""",
    "event-after": """\
Hi {{ first_name }},

{{ occasion or "The conference" }} is over: what stayed with you?
If it suits you, let us write or talk one of these days.

{{ text }}
""",
    "news": """\
Hi {{ first_name }},

I have some news{% if occasion %}, and would like you to hear it from me: {{ occasion }}{% endif %}.
How are things with you?

{{ text }}
""",
    "cadence": """\
Hi {{ first_name }},

How are you, and how are things{% if company %} at {{ company }}{% endif %}?
If there is anything I can help with, just say.

{{ text }}
""",
    "retry": """\
Hi {{ first_name }},

I am writing once more in case my last message got lost.
If this is not a good time, that is quite all right: whenever it suits you.

{{ text }}
""",
    "cold": """\
Hi {{ first_name }},

Just a short hello, for no special reason: I am still around.
There is no need to answer; if I can ever be of help, write to me.

{{ text }}
""",
    "silence": """\
Hi {{ first_name }},

It has been a while, and I was wondering how you are.
If you have a minute, tell me what you are working on these days.

{{ text }}
""",
    "new": """\
Hi {{ first_name }},

{% if met %}
It was good to meet you{% if met_at %} {{ met_at }}{% endif %}. I would like to stay in touch.
{% else %}
I would like to get to know you.
{% endif %}
If you are interested, I can say in two lines what I do.

{{ text }}
""",
    "check-in": """\
Hi {{ first_name }},

How are you? I just wanted to say hello.
If there is anything I can help with, write to me.

{{ text }}
""",
}
