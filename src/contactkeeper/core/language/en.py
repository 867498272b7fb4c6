"""English words."""

from contactkeeper.core.language.language import Language
from contactkeeper.core.model import Cadence

EN = Language(
    months=(
        "jan january",
        "feb february",
        "mar march",
        "apr april",
        "may",
        "jun june",
        "jul july",
        "aug august",
        "sep sept september",
        "oct october",
        "nov november",
        "dec december",
    ),
    weekdays=(
        "mon monday",
        "tue tues tuesday",
        "wed weds wednesday",
        "thu thur thurs thursday",
        "fri friday",
        "sat saturday",
        "sun sunday",
    ),
    day_endings="st nd rd th",
    numbers=(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    couple="couple",
    units={
        ("day", 1): "d, day, days",
        ("week", 1): "w, wk, wks, week, weeks",
        ("week", 2): "fortnight, fortnights",
        ("month", 1): "m, mo, mos, mth, mths, month, months",
        ("month", 3): "q, qtr, quarter, quarters",
        ("month", 6): "half year, half a year",
        ("year", 1): "y, yr, yrs, year, years",
    },
    days={
        -2: "day before yesterday, the day before yesterday",
        -1: "yesterday, last night",
        0: "today, this morning, this afternoon, this evening",
        1: "tomorrow, tmrw",
        2: "day after tomorrow, the day after tomorrow",
    },
    by_today="tonight, now, eod, end of day, end of the day",
    days_back="today, yesterday, monday, tuesday, wednesday, thursday, friday, saturday, sunday",
    days_ahead="tomorrow, monday, tuesday, wednesday, thursday, friday, in a week, in 2 weeks,"
    " in a month",
    which_week={
        "coming": "coming upcoming next",
        "last": "last past previous",
        "this": "this",
    },
    week="week",
    of_week="of",
    on_day="on",
    before_day="on by until till",
    parts_of_day="morning afternoon evening night",
    after="in for",
    past="after",
    doubtful_days="sat sun",
    no_due="a about after an and as at before by every for from in of on or per since than the"
    " till until via vs with",
    ago="ago, back",
    from_now="from now, from today",
    before_place="at by in on through via",
    before_name="with from to for of about at",
    end_of="end of, end of the, the end of, the end of the",
    short_ends={"week": "eow, week end", "month": "eom, month end", "year": "eoy, year end"},
    end_units={"week": "week", "month": "month", "year": "year"},
    cadences={
        Cadence("day"): "daily",
        Cadence("week"): "weekly",
        Cadence("week", 2): "biweekly, bi weekly, fortnightly, semimonthly, semi monthly",
        Cadence("month"): "monthly",
        Cadence("month", 2): "bimonthly, bi monthly",
        Cadence("month", 3): "quarterly",
        Cadence("month", 6): "semiannual, semiannually, semi annual, semi annually, half yearly,"
        " halfyearly, biannual, biannually, bi annual, bi annually, semi yearly",
        Cadence("year"): "yearly, annual, annually",
        Cadence("year", 2): "biennial, biennially",
        Cadence("event"): "event, events, on event, on events, by event, by events, event based,"
        " event driven, occasion, occasions, on occasion, on occasions",
        Cadence("none"): "none, never, no, off, false, no cadence",
    },
    ordinals={2: "other second", 3: "third", 4: "fourth", 6: "sixth"},
    often={1: "once", 2: "twice", 3: "thrice"},
    times="time times x",
    every="every each per a an",
    within="in",
    ordinal_endings="st nd rd th",
    channels={
        "call": "call, phone, phone call, phone-call, video, video call, videocall, zoom,"
        " google meet, meet, skype, facetime, teams",
        "email": "email, mail, e-mail, gmail",
        "message": "message, msg, sms, chat, text, dm, whatsapp, wa, signal, viber, slack, discord,"
        " vk, wechat, messenger, facebook, instagram, max",
        "telegram": "telegram, tg",
        "linkedin": "linkedin, li, inmail, linked in",
        "meeting": "meeting, meetup, coffee, lunch, dinner, in person, in-person, office, onsite,"
        " interview",
        "event": "event, conference, conf, webinar, party",
        "hh": "hh, headhunter, hh.ru, habr career",
        "letter": "letter, post, postcard, card",
    },
    short_channels={"telegram": "tg", "email": "mail"},
    plain_acts={"sent": "sent", "like": "like", "greeting": "greeting"},
    log_headings="interactions, interaction log, log, contact log, history, conversation history,"
    " meeting log",
    more_log_headings="meetings, meeting notes, meeting history, calls, call log, call notes,"
    " conversations, conversation log, communication, communications, communication log,"
    " communication history, contact history, contacts log, timeline, touchpoints, touches,"
    " touch log, journal, diary, activity, activities, activity log, correspondence, messages,"
    " message log, emails, email log, chats, chat log, chat history, talks, discussions, catch ups,"
    " catchups, check ins, 1 1s, 1 on 1s, one on ones, notes from calls, notes from meetings,"
    " interaction history, interactions log, log of contacts, logs, contact notes, updates, 1 1,"
    " 1on1, 1 on 1, 1on1s, 1 1 notes, 1on1 notes, 1 on 1 notes, one on one, one on one notes,"
    " recent interactions, recent conversations, relationship history, meetings log",
    other_headings="cv, resume, curriculum vitae, experience, work experience, work history, work,"
    " employment, employment history, career, career history, jobs, job history, positions,"
    " companies, education, studies, skills, projects, publications, articles, certificates,"
    " certifications, courses, awards, background, bio, biography, about, agenda, schedule,"
    " calendar, plan, plans, program, programme, roadmap, deadlines, upcoming, upcoming events,"
    " events, conferences, important dates, dates, birthdays, todo, to do, tasks, next steps",
    meeting_types="meeting, meeting note, meeting notes, call, phone call, video call, interview,"
    " 1 on 1, one on one, 1 1, coffee, lunch, conversation, interaction, message, email",
    columns={
        "channel": "channel, type, via, how, medium, method, kind",
        "text": "summary, notes, note, text, about, what, what was said, topic, description,"
        " details, comment, comments, content, discussion",
        "direction": "direction, dir",
    },
    directions={"->": "out outgoing sent", "<-": "in incoming received", "~": "touch"},
    favours={
        "intro": "intro, introduction, referral",
        "candidate": "candidate, candidates, cv",
        "info": "info, information, news, link",
        "feedback": "feedback, review",
        "help": "help, advice, favour, favor",
        "private": "private, confidential, personal, secret, off the record",
    },
    waiting="waiting",
    thanks="thank thx grateful appreciat",
    hiring="interview screening process stage onsite offer hiring headcount vacanc opening budget"
    " salar jd freeze layoff",
    tiers={
        "key": "key, key contact, primary, main, core, tier 1, 1, a, inner, close",
        "supporting": "supporting, support, supporting contact, secondary, tier 2, 2, b, outer,"
        " distant",
    },
    statuses={
        "active": "active, current, ongoing, open, in touch, ok",
        "paused": "paused, pause, on pause, on hold, hold, closed, close, inactive, not active,"
        " archived, archive, dormant, stopped, suspended, frozen",
        "do-not-contact": "do not contact, don't contact, never contact, dnc, do not disturb,"
        " blocked, blacklist, blacklisted, block",
    },
    focuses={
        "technical": "technical, tech, engineering, engineers, it, dev, developers",
        "managerial": "managerial, management, managers, leadership, executive",
    },
    langs={
        "en": "en, eng, english, en us, en gb",
        "ru": "ru, rus, russian, ru ru",
    },
    addresses={
        "ты": "ty, informal, first name, yes, true",
        "вы": "vy, formal, no, false",
    },
    no_value="none no na never tbd unknown false",
    yes="yes true y on 1",
    no="no false n off 0",
    event_types="event",
    news_types="news",
    news_kinds={
        "position": "job, new job, role, promotion",
        "project": "release, launch",
        "award": "prize",
        "certificate": "certification, diploma",
        "course": "training",
        "talk": "speech, presentation",
        "article": "post, blog post, publication",
        "search-status": "search, job search, searching, looking, open to work",
    },
    answers={True: "y yes", False: "n no"},
    edit="e edit",
    modes={
        "steady": "usual, normal",
        "searching": "search, job search, looking, looking for a job",
        "settling-in": "settling in, new job",
        "changing-field": "changing field, new field",
    },
    drafts={
        "new-job": "new job",
        "event-after": "after event, after an event",
        "event-before": "before event, before an event",
        "after-pause": "after pause, after a pause",
        "check-in": "check in",
        "more-news": "more news",
    },
    help="help",
    commands={
        "due": "agenda next now morning",
        "show": "view info get brief",
        "find": "grep",
        "list": "ls people contacts",
        "add": "new create",
        "log": "note call sent talked",
        "done": "tick complete",
        "snooze": "hide later postpone",
        "pause": "stop mute",
        "resume": "unpause unsnooze",
        "open": "edit",
        "undo": "revert",
        "undo --list": "history",
        "check": "lint doctor validate",
        "check --fix": "fix repair",
        "sync": "push pull commit",
        "write --print": "compose",
        "event": "conference",
        "meet": "schedule appointment",
        "remind": "reminder",
        "merge": "join unite",
        "": "move remove rename delete",
    },
)
