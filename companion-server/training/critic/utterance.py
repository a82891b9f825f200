"""Utterances: whether one is well formed (the same grammar as src/critic/learned/may-follow.ts), how one is sampled, what it suggests."""
import torch

from .network import BEGIN, END, FIRST_SCORE, LONGEST, PAD, REASONING, SCORE, SUGGESTIONS, TOKENS, VOCABULARY

MOST_SUGGESTIONS = 5
SECTION = [VOCABULARY["sections"].index(token.split(".")[0]) if token.split(".")[0] in VOCABULARY["sections"] else -1 for token in TOKENS]
ATTRIBUTE = [token.split(".")[0] if token.count(".") == 2 else None for token in TOKENS]
RESTORATIONS = ["blur", "noise", "haze", "compression"]


def is_formed(ids):
    """Reasoning, suggestions, score, each once, in order; evidence section by section and at least one; at most one suggestion an attribute; one score; end."""
    ids = [i for i in ids if i != PAD]
    marks = [BEGIN, REASONING, SUGGESTIONS, SCORE, END]
    if [i for i in ids if i in marks] != marks or ids[:2] != [BEGIN, REASONING] or ids[-1] != END:
        return False
    evidence, rest = ids[2:ids.index(SUGGESTIONS)], ids[ids.index(SUGGESTIONS) + 1:ids.index(SCORE)]
    score = ids[ids.index(SCORE) + 1:-1]
    sections = [SECTION[i] for i in evidence]
    attributes = [ATTRIBUTE[i] for i in rest]
    return len(evidence) > 0 and min(sections) >= 0 and sections == sorted(sections) and len(set(evidence)) == len(evidence) and None not in attributes \
        and len(set(attributes)) == len(attributes) <= MOST_SUGGESTIONS and len(score) == 1 and score[0] >= FIRST_SCORE


def sample(decoder, context, quality, temperature=1.0):
    """[N, LONGEST] ids from <begin> on, PAD behind <end>; temperature 0 takes the likeliest."""
    ids = torch.full((len(context), 1), BEGIN)
    done = torch.zeros(len(context), dtype=torch.bool)
    with torch.no_grad():
        while ids.shape[1] < LONGEST and not bool(done.all()):
            logits = decoder(context, quality, ids)[2][:, -1]
            following = logits.argmax(1) if temperature == 0 else torch.multinomial(torch.softmax(logits / temperature, 1), 1)[:, 0]
            following = torch.where(done, torch.tensor(PAD), following)
            ids = torch.cat([ids, following[:, None]], 1)
            done |= following == END
    return torch.nn.functional.pad(ids, (0, LONGEST - ids.shape[1]), value=PAD)


def suggested(ids):
    """The suggestion ids of each utterance, between <suggestions> and <score>."""
    result = []
    for row in ids.tolist():
        start = row.index(SUGGESTIONS) + 1 if SUGGESTIONS in row else len(row)
        stop = row.index(SCORE) if SCORE in row else len(row)
        result.append([i for i in row[start:stop] if ATTRIBUTE[i] is not None])
    return result
