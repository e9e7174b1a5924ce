"""
What the API answers, as typed objects. Generated from the OpenAPI document by
generate_models.py, and compared with it by a test: change the schemas, not this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class AddedArticle:
    """`AddedArticle` of the API."""

    outcome: Literal["read", "added", "changed", "unchanged", "barred", "queued"]
    article: AddedArticleArticle
    warnings: list[str]


@dataclass(frozen=True, kw_only=True)
class AddedArticleArticle:
    """`AddedArticleArticle` of the API."""

    id: str
    title: str
    body: str
    publishedAt: str | None
    authors: list[str]
    source: str
    place: str | None
    language: str
    url: str | None
    tail: str | None


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """`Analysis` of the API."""

    version: int
    citation: str
    made: str
    entities: int
    ties: int
    sources: int
    modularity: float
    communities: list[Community]
    communityTotal: int
    warnings: list[ApiWarning]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A sentence that may answer a question."""

    article: AnswerArticle
    sentence: int
    text: str
    spans: list[list[int]]
    score: float


@dataclass(frozen=True, kw_only=True)
class AnswerArticle:
    """`AnswerArticle` of the API."""

    id: str
    title: str
    publishedAt: str | None
    source: str


@dataclass(frozen=True, kw_only=True)
class ApiWarning:
    """What is missing, estimated or cut, or may have been meant otherwise."""

    code: str
    message: str
    position: int | None = None
    expected: str | None = None
    reading: str | None = None


@dataclass(frozen=True, kw_only=True)
class ArchiveMap:
    """The strongest names with their places, column by column."""

    version: int
    citation: str
    ids: list[str]
    kinds: list[Literal["person", "organization", "country"]]
    names: list[str]
    articles: list[int]
    x: list[float]
    y: list[float]
    community: list[int]
    communities: list[Community]
    ties: list[int]
    warnings: list[ApiWarning]


@dataclass(frozen=True, kw_only=True)
class Article:
    """`Article` of the API."""

    id: str
    title: str
    publishedAt: str | None
    source: str
    authors: list[str]
    place: str | None
    url: str | None
    language: str
    story: str
    entities: list[SalientEntity]
    body: str
    dateline: str | None
    byline: str | None
    tail: str | None
    publishedText: str | None
    metadata: dict[str, Any]
    sentences: list[Sentence]
    mentions: list[Mention]
    roles: list[Role]
    quotations: list[Quotation]
    revisions: int
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class Branch:
    """`Branch` of the API."""

    depth: int
    q: str
    description: str
    position: BranchPosition | None
    total: Total
    without: Total | None
    matches: bool | None


@dataclass(frozen=True, kw_only=True)
class BranchPosition:
    """Where it stands in `q`; null where a parameter asks for it."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """`Candidate` of the API."""

    id: str
    question: Literal["same", "two"]
    entities: list[str]
    reasons: list[str]
    articles: int


@dataclass(frozen=True, kw_only=True)
class ChangedEntity:
    """`ChangedEntity` of the API."""

    entity: EntityRef
    change: Literal["new", "stronger", "weaker", "gone"]
    earlier: ChangedEntityEarlier
    later: ChangedEntityLater
    score: float


@dataclass(frozen=True, kw_only=True)
class ChangedEntityEarlier:
    """`ChangedEntityEarlier` of the API."""

    sentences: int
    articles: int
    stories: int


@dataclass(frozen=True, kw_only=True)
class ChangedEntityLater:
    """`ChangedEntityLater` of the API."""

    sentences: int
    articles: int
    stories: int


@dataclass(frozen=True, kw_only=True)
class ChangedTie:
    """`ChangedTie` of the API."""

    a: EntityRef
    b: EntityRef
    change: Literal["new", "stronger", "weaker", "gone"]
    earlier: ChangedTieEarlier
    later: ChangedTieLater
    score: float
    evidence: Evidence | None


@dataclass(frozen=True, kw_only=True)
class ChangedTieEarlier:
    """`ChangedTieEarlier` of the API."""

    sentences: int
    articles: int
    stories: int


@dataclass(frozen=True, kw_only=True)
class ChangedTieLater:
    """`ChangedTieLater` of the API."""

    sentences: int
    articles: int
    stories: int


@dataclass(frozen=True, kw_only=True)
class Collection:
    """`Collection` of the API."""

    id: str
    title: str
    note: str
    items: list[CollectionItem]
    created: str
    changed: str


@dataclass(frozen=True, kw_only=True)
class CollectionItem:
    """`CollectionItem` of the API."""

    kind: Literal["article", "sentence", "entity", "tie", "search"]
    article: str | None = None
    note: str
    version: int
    sentence: int | None = None
    entity: str | None = None
    a: str | None = None
    b: str | None = None
    search: str | None = None


@dataclass(frozen=True, kw_only=True)
class Community:
    """Names that hold together more than with others."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Copies:
    """Of a folded list: the matching articles of its story, itself included, and the other outlets among them, the first 10 by name."""

    articles: int
    outlets: int
    sources: list[str]


@dataclass(frozen=True, kw_only=True)
class Copy:
    """Another article of the same story; the first text is that of the article asked for."""

    article: CopyArticle
    title: TextPieces
    body: TextPieces


@dataclass(frozen=True, kw_only=True)
class CopyArticle:
    """`CopyArticle` of the API."""

    id: str
    title: str
    publishedAt: str | None
    source: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class CountedEntity:
    """`CountedEntity` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`Decision` of the API."""

    id: str
    at: str
    author: str
    reason: str
    action: DecisionAction
    imported: bool
    state: Literal["active", "undone", "idle", "waiting"]
    why: str | None


@dataclass(frozen=True, kw_only=True)
class DecisionAction:
    """What was decided: objects by kind, full names and articles, with the ids of the time."""

    type: str


@dataclass(frozen=True, kw_only=True)
class DecisionOutcome:
    """What a decision changed, or would change."""

    articles: int
    sentences: int
    ties: DecisionOutcomeTies
    decision: DecisionOutcomeDecision | None
    entities: list[str]
    queued: bool
    warnings: list[DecisionOutcomeWarning]
    version: int


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeDecision:
    """`DecisionOutcomeDecision` of the API."""

    id: str
    at: str
    author: str
    reason: str
    action: DecisionOutcomeDecisionAction
    imported: bool


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeDecisionAction:
    """What was decided: objects by kind, full names and articles, with the ids of the time."""

    type: str


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeTies:
    """`DecisionOutcomeTies` of the API."""

    appear: int
    disappear: int
    change: int
    examples: list[DecisionOutcomeTiesExample]


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeTiesExample:
    """`DecisionOutcomeTiesExample` of the API."""

    a: DecisionOutcomeTiesExampleA
    b: DecisionOutcomeTiesExampleB
    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeTiesExampleA:
    """`DecisionOutcomeTiesExampleA` of the API."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeTiesExampleB:
    """`DecisionOutcomeTiesExampleB` of the API."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DecisionOutcomeWarning:
    """`DecisionOutcomeWarning` of the API."""

    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Deleted:
    """`Deleted` of the API."""

    deleted: bool


@dataclass(frozen=True, kw_only=True)
class Entity:
    """`Entity` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    sentences: int
    stories: int
    aliases: list[EntityAlias]
    first: str | None
    last: str | None
    roles: list[RoleLine]
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class EntityAlias:
    """`EntityAlias` of the API."""

    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class EntityForms:
    """`EntityForms` of the API."""

    id: str
    forms: list[EntityFormsForm]
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class EntityFormsForm:
    """`EntityFormsForm` of the API."""

    id: str
    name: str
    articles: int
    join: EntityFormsFormJoin | None
    evidence: EntityFormsFormEvidence | None


@dataclass(frozen=True, kw_only=True)
class EntityFormsFormEvidence:
    """`EntityFormsFormEvidence` of the API."""

    article: EntityFormsFormEvidenceArticle
    sentence: int
    text: str


@dataclass(frozen=True, kw_only=True)
class EntityFormsFormEvidenceArticle:
    """`EntityFormsFormEvidenceArticle` of the API."""

    id: str
    title: str
    publishedAt: str | None


@dataclass(frozen=True, kw_only=True)
class EntityFormsFormJoin:
    """`EntityFormsFormJoin` of the API."""

    with_: str
    rule: str
    reason: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class EntityRef:
    """`EntityRef` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str


@dataclass(frozen=True, kw_only=True)
class EntitySummary:
    """`EntitySummary` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    sentences: int


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A sentence under a number."""

    article: EvidenceArticle
    story: str
    sentence: int
    text: str
    spans: list[EvidenceSpan]


@dataclass(frozen=True, kw_only=True)
class EvidenceArticle:
    """`EvidenceArticle` of the API."""

    id: str
    title: str
    publishedAt: str | None
    source: str


@dataclass(frozen=True, kw_only=True)
class EvidenceSpan:
    """`EvidenceSpan` of the API."""

    start: int
    end: int
    entity: str
    inferred: Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """`Explanation` of the API."""

    total: Total
    reading: ExplanationReading | None = None
    branches: list[Branch]
    meant: list[ExplanationMeant]
    article: ExplanationArticle | None = None
    warnings: list[ApiWarning]
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class ExplanationArticle:
    """If `id` was given."""

    id: str
    title: str
    isFound: bool
    because: list[str]


@dataclass(frozen=True, kw_only=True)
class ExplanationMeant:
    """`ExplanationMeant` of the API."""

    q: str
    word: str
    instead: str
    total: Total


@dataclass(frozen=True, kw_only=True)
class ExplanationReading:
    """How `q` was read: in its plainest form, and as a sentence."""

    q: str
    description: str
    match: Literal["all", "most", "any"] | None = None


@dataclass(frozen=True, kw_only=True)
class FacetCounts:
    """Articles by value: each count is the total of the same search with what it asks of this field replaced by the value or, under `.all`, extended by it; of an excluded value, with its exclusion taken away. `chosen` marks what parameters or `q` ask for; `total` is the number of distinct values."""

    field: Literal["person", "org", "country", "city", "source", "author", "place", "lang"]
    values: list[FacetCountsValue]
    total: Total


@dataclass(frozen=True, kw_only=True)
class FacetCountsValue:
    """`FacetCountsValue` of the API."""

    value: str
    name: str
    count: int
    chosen: Literal["included", "excluded"] | None = None


@dataclass(frozen=True, kw_only=True)
class FirstTie:
    """A new pair with its first sentence."""

    a: EntityRef
    b: EntityRef
    sentences: int
    articles: int
    stories: int
    first: str | None
    last: str | None
    surprise: float
    interval: list[float]
    strength: float
    evidence: Evidence | None


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """A piece of a hit's text; spans are `[start, end)` into `text`."""

    field: Literal["title", "body"]
    text: str
    spans: list[list[int]]


@dataclass(frozen=True, kw_only=True)
class Graphology:
    """What `Graph.from` of graphology takes."""

    attributes: dict[str, Any]
    options: dict[str, Any]
    nodes: list[GraphologyNode]
    edges: list[GraphologyEdge]


@dataclass(frozen=True, kw_only=True)
class GraphologyEdge:
    """`GraphologyEdge` of the API."""

    source: str
    target: str
    undirected: bool
    attributes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class GraphologyNode:
    """`GraphologyNode` of the API."""

    key: str
    attributes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """If `histogram` is true."""

    interval: Literal["day", "week", "month", "year"]
    buckets: list[HistogramBucket]
    undated: int


@dataclass(frozen=True, kw_only=True)
class HistogramBucket:
    """`HistogramBucket` of the API."""

    key: str
    count: int
    all: int


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An article in a list."""

    id: str
    title: str
    publishedAt: str | None
    source: str
    authors: list[str]
    place: str | None
    url: str | None
    language: str
    story: str
    entities: list[CountedEntity]
    score: float | None
    fragments: list[Fragment]
    copies: Copies | None = None


@dataclass(frozen=True, kw_only=True)
class Hop:
    """`Hop` of the API."""

    a: str
    b: str
    sentences: int
    stories: int
    first: str | None
    last: str | None
    score: float
    evidence: list[Evidence]


@dataclass(frozen=True, kw_only=True)
class MatchedName:
    """`MatchedName` of the API."""

    name: str
    accepted: str | None
    candidates: list[MatchedNameCandidate]
    note: str | None


@dataclass(frozen=True, kw_only=True)
class MatchedNameCandidate:
    """`MatchedNameCandidate` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    sentences: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A place in a text where a name stands."""

    start: int
    end: int
    field: Literal["title", "body", "dateline"]
    sentence: int | None
    surface: str
    kind: Literal["person", "organization", "country", "place"]
    entity: str | None
    city: str | None = None
    name: str
    via: Literal[
        "tagger",
        "gazetteer",
        "surname",
        "acronym",
        "demonym",
        "capital",
        "dateline",
        "byline",
        "rule",
        "archive",
    ]
    confidence: float
    title: str | None = None
    why: str | None = None
    aside: Literal[True] | None = None


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """`Neighbour` of the API."""

    entity: EntityRef
    sentences: int
    articles: int
    stories: int
    first: str | None
    last: str | None
    surprise: float
    interval: list[float]
    strength: float
    months: list[NeighbourMonth]


@dataclass(frozen=True, kw_only=True)
class NeighbourMonth:
    """`NeighbourMonth` of the API."""

    month: str
    sentences: int


@dataclass(frozen=True, kw_only=True)
class Network:
    """`Network` of the API."""

    entities: list[NetworkEntity]
    ties: list[NetworkTie]
    total: StoryTotal
    warnings: list[ApiWarning]
    reading: NetworkReading | None = None
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class NetworkEntity:
    """`NetworkEntity` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    sentences: int
    articles: int
    stories: int
    lift: float


@dataclass(frozen=True, kw_only=True)
class NetworkReading:
    """How `q` was read: in its plainest form, and as a sentence."""

    q: str
    description: str
    match: Literal["all", "most", "any"] | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkStanding:
    """`NetworkStanding` of the API."""

    entities: list[NetworkStandingEntity]
    communities: list[Community]
    total: Total
    warnings: list[ApiWarning]
    reading: NetworkStandingReading | None = None
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class NetworkStandingEntity:
    """`NetworkStandingEntity` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    sentences: int
    articles: int
    stories: int
    lift: float
    degree: int
    betweenness: float
    community: str | None


@dataclass(frozen=True, kw_only=True)
class NetworkStandingReading:
    """How `q` was read: in its plainest form, and as a sentence."""

    q: str
    description: str
    match: Literal["all", "most", "any"] | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkTie:
    """`NetworkTie` of the API."""

    a: str
    b: str
    sentences: int
    articles: int
    stories: int


@dataclass(frozen=True, kw_only=True)
class Path:
    """From one entity to the other; each hop joins an entity with the next."""

    entities: list[EntityRef]
    hops: list[Hop]


@dataclass(frozen=True, kw_only=True)
class Paths:
    """`Paths` of the API."""

    paths: list[Path]
    warnings: list[ApiWarning]
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """What somebody is reported to have said, in spans of its text; `speaker` is a position in `mentions`."""

    field: Literal["title", "body"]
    sentence: int
    speaker: int | None
    source: QuotationSource | None
    cue: QuotationCue
    content: list[QuotationContent]
    direct: bool
    confidence: float


@dataclass(frozen=True, kw_only=True)
class QuotationContent:
    """`QuotationContent` of the API."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class QuotationCue:
    """`QuotationCue` of the API."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class QuotationSource:
    """`QuotationSource` of the API."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What an entity is reported to have said."""

    article: QuoteArticle
    speaker: QuoteSpeaker
    sentence: int
    source: str | None
    cue: str
    content: str
    direct: bool
    confidence: float
    text: str
    spans: list[QuoteSpan]


@dataclass(frozen=True, kw_only=True)
class QuoteArticle:
    """`QuoteArticle` of the API."""

    id: str
    title: str
    publishedAt: str | None
    source: str


@dataclass(frozen=True, kw_only=True)
class QuoteSpan:
    """`QuoteSpan` of the API."""

    start: int
    end: int
    part: Literal["source", "cue", "content"]


@dataclass(frozen=True, kw_only=True)
class QuoteSpeaker:
    """`QuoteSpeaker` of the API."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Role:
    """`person` and `of` are positions in `mentions`. `since` and `until` are as the sentence states them, null if it does not: a year, month or day ("1985-04"), or before the day of the article, years or months ("-1Y", "-2M") or the latest month of that number ("--11")."""

    person: int
    of: int
    title: str
    sentence: int
    pattern: str
    confidence: float
    former: bool
    since: str | None
    until: str | None


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """A person's function as sentences state it; `article` and `sentence` open the latest."""

    person: EntityRef
    of: EntityRef
    title: str
    former: bool
    sentences: int
    first: str | None
    last: str | None
    since: str | None
    until: str | None
    article: str
    sentence: int


@dataclass(frozen=True, kw_only=True)
class SalientEntity:
    """`SalientEntity` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    count: int
    salience: float
    mentions: int
    inTitle: bool
    inLead: bool
    about: bool


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """`SavedSearch` of the API."""

    id: str
    name: str
    note: str
    search: str
    created: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class ScreenedName:
    """`ScreenedName` of the API."""

    name: str
    accepted: str | None
    candidates: list[ScreenedNameCandidate]
    note: str | None
    kind: Literal["person", "organization", "country"]
    places: list[ScreenedNamePlace]


@dataclass(frozen=True, kw_only=True)
class ScreenedNameCandidate:
    """`ScreenedNameCandidate` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    sentences: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ScreenedNamePlace:
    """`ScreenedNamePlace` of the API."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """`Sentence` of the API."""

    n: int
    field: Literal["title", "body"]
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`Standing` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    degree: int
    betweenness: float
    community: str | None


@dataclass(frozen=True, kw_only=True)
class Status:
    """`Status` of the API."""

    articles: int
    stories: int
    sentences: int
    entities: StatusEntities
    ties: int
    sources: list[StatusSource]
    first: str | None
    last: str | None
    undated: int
    rejected: int
    sample: bool
    version: int
    citation: str


@dataclass(frozen=True, kw_only=True)
class StatusEntities:
    """`StatusEntities` of the API."""

    person: int
    organization: int
    country: int


@dataclass(frozen=True, kw_only=True)
class StatusSource:
    """`StatusSource` of the API."""

    name: str
    articles: int


@dataclass(frozen=True, kw_only=True)
class StoryTotal:
    """Matching articles."""

    value: int
    relation: Literal["eq", "gte", "approx"]
    stories: Total | None = None


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """`Suggestion` of the API."""

    id: str
    kind: Literal["person", "organization", "country"]
    name: str
    articles: int
    sentences: int
    matched: str
    fact: str | None


@dataclass(frozen=True, kw_only=True)
class TextPieces:
    """The words of two texts in order: those of both, and those of the first or the second alone; white space stands between."""


@dataclass(frozen=True, kw_only=True)
class TieView:
    """`TieView` of the API."""

    a: EntityRef
    b: EntityRef
    sentences: int
    articles: int
    stories: int
    first: str | None
    last: str | None
    surprise: float
    interval: list[float]
    strength: float
    version: int
    citation: str
    months: list[TieViewMonth]
    sources: list[TieViewSource]
    inLists: int
    sharedArticles: int
    roles: list[RoleLine]
    words: list[TieViewWord]
    shared: TieViewShared
    warnings: list[ApiWarning]


@dataclass(frozen=True, kw_only=True)
class TieViewMonth:
    """`TieViewMonth` of the API."""

    month: str
    sentences: int


@dataclass(frozen=True, kw_only=True)
class TieViewShared:
    """Entities that both are tied to."""

    items: list[TieViewSharedItem]
    total: int


@dataclass(frozen=True, kw_only=True)
class TieViewSharedItem:
    """`TieViewSharedItem` of the API."""

    entity: EntityRef
    sentences: list[int]


@dataclass(frozen=True, kw_only=True)
class TieViewSource:
    """`TieViewSource` of the API."""

    name: str
    articles: int


@dataclass(frozen=True, kw_only=True)
class TieViewWord:
    """`TieViewWord` of the API."""

    word: str
    sentences: int


@dataclass(frozen=True, kw_only=True)
class Total:
    """Exact (`eq`), "at least this many" (`gte`), or about as many (`approx`)."""

    value: int
    relation: Literal["eq", "gte", "approx"]
