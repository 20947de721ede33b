"""Tables of any length for measuring: made up, and the same every time."""

import datetime
import random

KINDS = ("adoption", "funding", "talent")
LETTERS = "bcdfghklmnprstvz"
VOWELS = "aeiou"


def names(count, random, words=1):
    """Different made-up names."""
    made = set()
    while len(made) < count:
        word = lambda: "".join(
            random.choice(LETTERS) + random.choice(VOWELS) for _ in range(random.randint(2, 4))
        ).capitalize()
        made.add(" ".join(word() for _ in range(words)))
    return sorted(made)


def days(first, count):
    return [(first + datetime.timedelta(days=day)).isoformat() for day in range(count)]


def adoption(rows, chance):
    """Downloads and the like of model families over three years, as a platform would list them."""
    developers = names(150, chance)
    families = [(f"{name}-{chance.choice([1, 2, 3])}.{chance.randint(0, 9)}", chance.choice(developers))
                for name in names(600, chance)]
    measures = [("downloads", "downloads"), ("likes", "likes"), ("derivative models", "models")]
    scopes = ["Hugging Face", "ModelScope", "GitHub", "OpenRouter", "Ollama, all tags"]
    scopes = [f'"{scope}"' if "," in scope else scope for scope in scopes]
    when = days(datetime.date(2023, 10, 1), 1000)
    yield "family,developer,measure,value,unit,qualifier,scope,as_of"
    for _ in range(rows):
        family, developer = chance.choice(families)
        measure, unit = chance.choice(measures)
        value = int(10 ** chance.uniform(0, 8))
        qualifier = "exact" if chance.random() < 0.9 else "about"
        shown = "" if chance.random() < 0.01 else value
        yield (f"{family},{developer},{measure},{shown},{unit},{qualifier},"
               f"{chance.choice(scopes)},{chance.choice(when)}")


def funding(rows, chance):
    """Rounds of young companies."""
    companies = names(min(rows, 60_000), chance, 2)
    investors = names(3_000, chance, 2)
    countries = ["China", "United States", "Germany", "Japan", "South Korea", "France", "India"]
    rounds = ["Seed", "Series A", "Series B", "Series C", "Grant"]
    when = days(datetime.date(2010, 1, 1), 5800)
    yield "company,country,amount,currency,date,round,investors"
    for _ in range(rows):
        backers = ";".join(chance.sample(investors, chance.randint(1, 3)))
        yield (f"{chance.choice(companies)},{chance.choice(countries)},"
               f"{int(10 ** chance.uniform(5, 9))},{chance.choice(['USD', 'USD', 'EUR', 'CNY'])},"
               f"{chance.choice(when)},{chance.choice(rounds)},{backers}")


def talent(rows, chance):
    """Moves of people between organisations."""
    people = names(min(rows, 200_000), chance, 2)
    places = names(400, chance)
    roles = ["researcher", "engineer", "technical lead", "head of training", "founder"]
    when = days(datetime.date(2015, 1, 1), 4000)
    yield "date,title,kind,person,role,organisation,from,to,state"
    for _ in range(rows):
        person, (old, new) = chance.choice(people), chance.sample(places, 2)
        kind = chance.choice(["departure", "hire"])
        title = f"{person} leaves {old}" if kind == "departure" else f"{person} joins {new}"
        yield (f"{chance.choice(when)},{title},{kind},{person},{chance.choice(roles)},"
               f"{old if kind == 'departure' else new},{old},{new},happened")


def write(path, kind, rows):
    lines = {"adoption": adoption, "funding": funding, "talent": talent}[kind]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(line + "\n" for line in lines(rows, random.Random(7)))
