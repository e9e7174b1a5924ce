import type { DatabaseSync } from 'node:sqlite'
import { UserError } from '#core/errors.ts'

/** "Date" in ASCII; identifies the file as ours. */
export const APPLICATION_ID = 0x44617465

/**
 * The tables and columns that the SQLite stores read: changing one of them means changing
 * `stores/sqlite` too. All others are private to the archive. A test compares this list with the
 * stores' statements.
 */
export const READ_BY_STORES = {
  alias: ['count', 'entity', 'name'],
  article: [
    'authors',
    'id',
    'language',
    'place',
    'published_at',
    'rev',
    'row',
    'sentences',
    'source',
    'story',
    'title',
    'url',
  ],
  article_text: ['body', 'byline', 'dateline', 'metadata', 'published_text', 'tail'],
  common_word_changed: ['row'],
  common_words: ['last_row'],
  entity: ['articles', 'first', 'id', 'kind', 'last', 'name', 'rev', 'row', 'sentences', 'stories'],
  located: ['article', 'city', 'sentence'],
  named: ['article', 'aside', 'entities', 'entity', 'sentence'],
  reading: ['mentions', 'names', 'quotations', 'roles', 'sentences'],
  redirect: ['entity', 'id'],
  rejected: ['records'],
  removed: ['rev', 'row'],
  revision: ['id'],
  role: ['article', 'former', 'of', 'person', 'sentence', 'since', 'title', 'until'],
  said: ['article', 'direct', 'entity', 'inferred', 'nth'],
  state: ['articles', 'id', 'rev', 'sample', 'sentences', 'stories'],
  story_redirect: ['story', 'to'],
  target: ['name'],
  tie: ['a', 'articles', 'b', 'first', 'last', 'sentences', 'stories', 'weight'],
  word: ['stem', 'word'],
}

/** Step n migrates version n to n + 1; never edit a released step. */
const MIGRATIONS = [
  `
  -- One row: the archive's own name and what is counted rather than summed up each time.
  create table state (
    one integer primary key check (one = 1),
    id text not null,
    rev integer not null,       -- grows with every change; the version that answers name
    articles integer not null,
    sentences integer not null,
    sample integer not null     -- 1 where it holds the invented sample news
  ) strict;

  create table article (
    row integer primary key autoincrement,
    id text not null unique,
    rev integer not null,
    hash text not null,         -- of all that the reader yields
    published_at text,
    source text not null,
    language text not null,
    authors text not null,      -- JSON array
    title text not null,
    place text,
    url text,
    sentences integer not null,
    extractor text not null,    -- version that read it; empty without names
    path text,                  -- the file it came from
    line integer
  ) strict;
  create index article_rev on article (rev);
  create index article_path on article (path);

  -- What is only read when an article is opened or shown, apart so that lists do not page through it.
  create table article_text (
    row integer primary key,
    body text not null,
    dateline text,
    byline text,
    tail text,
    published_text text,
    metadata text not null      -- JSON object
  ) strict;

  create table reading (
    row integer primary key,
    sentences text not null,
    mentions text not null,
    roles text not null,
    names blob not null         -- pairs of sentence and entity row, Int32 little-endian: each entity once a sentence
  ) strict;

  create table revision (
    id text not null,
    rev integer not null,       -- of the text that is kept here
    title text not null,
    body text not null,
    published_at text,
    replaced_at text not null,
    primary key (id, rev)
  ) strict, without rowid;

  -- Rows that went, for readers that follow by rev; barred ids stay out on re-import.
  create table removed (
    row integer primary key,
    id text not null,
    rev integer not null,
    barred integer not null
  ) strict;
  create index removed_id on removed (id);
  create index removed_rev on removed (rev);

  create table entity (
    row integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    name text not null,
    articles integer not null,
    sentences integer not null,
    first text,
    last text,
    rev integer not null
  ) strict;
  create index entity_rev on entity (rev);
  create index entity_articles on entity (kind, articles desc, id);

  create table alias (
    entity integer not null,
    name text not null,
    count integer not null,     -- sentences that write it so
    full integer not null,      -- mentions that stand for this full name
    primary key (entity, name)
  ) strict, without rowid;

  create table named (
    entity integer not null,
    article integer not null,
    sentence integer not null,
    primary key (entity, article, sentence)
  ) strict, without rowid;

  create table tie (
    a integer not null,         -- entity rows; the id of a is the smaller
    b integer not null,
    sentences integer not null,
    articles integer not null,
    first text,
    last text,
    rev integer not null,
    primary key (a, b)
  ) strict, without rowid;
  create index tie_b on tie (b, a);

  create table role (
    person integer not null,
    "of" integer not null,
    title text not null,
    former integer not null,
    article integer not null,
    sentence integer not null,
    primary key (person, "of", title, former, article, sentence)
  ) strict, without rowid;
  create index role_of on role ("of");
  create index role_article on role (article);

  -- Files that were read to their end, so that reading them again is only looking at them.
  create table file (
    path text primary key,
    hash text not null,         -- of the bytes and of the options they were read with
    rev integer not null,       -- of the archive when reading this content began
    done integer not null,      -- 0 while it is being read
    articles integer not null,
    rejected integer not null,
    read_at text not null
  ) strict, without rowid;

  create table rejected (
    path text not null,
    line integer not null,      -- 0 where the whole file is meant
    code text not null,
    message text not null,
    sample text not null,
    first_seen text not null,
    attempts integer not null,
    primary key (path, line, code)
  ) strict, without rowid;
  `,
  `
  -- How far each filling of an engine is; it has a row for every stream from before the first is sent.
  create table projection (
    target text not null,
    stream text not null,       -- articles, entities, ties: all up to rev is in; sent: nothing beyond it was sent
    rev integer not null,
    primary key (target, stream)
  ) strict, without rowid;

  -- Entities and ties that went, by their ids, for as long as some filling may hold them.
  create table gone (
    a text not null,
    b text not null,            -- empty: the entity a
    rev integer not null,
    primary key (a, b)
  ) strict, without rowid;
  `,
  `
  -- How many entities the sentence names: above 40 it makes no tie.
  alter table named add column entities integer not null default 1;
  create temp table crowd (
    article integer, sentence integer, entities integer, primary key (article, sentence)
  ) without rowid;
  insert into crowd
    select article, sentence, count(*) from named group by article, sentence having count(*) > 1;
  update named set entities = crowd.entities from crowd
    where crowd.article = named.article and crowd.sentence = named.sentence;

  -- What lists of names had tied is counted anew, and goes where nothing else ties it.
  create temp table listed (
    article integer, sentence integer, entity integer, primary key (article, sentence, entity)
  ) without rowid;
  insert into listed select article, sentence, entity from named where entities > 40;
  create temp table loosened (a integer, b integer, primary key (a, b)) without rowid;
  insert or ignore into loosened
    select x.entity, y.entity
    from listed x join listed y using (article, sentence) join tie on tie.a = x.entity and tie.b = y.entity;
  update state set rev = rev + 1 where exists (select 1 from loosened);
  update tie set
    rev = (select rev from state),
    (sentences, articles, first, last) = (
      select count(*), count(distinct x.article), min(published_at), max(published_at)
      from named x join named y using (article, sentence) join article on article.row = x.article
      where x.entity = tie.a and y.entity = tie.b and x.entities <= 40
    )
    where (a, b) in (select a, b from loosened);
  insert or replace into gone
    select x.id, y.id, tie.rev
    from loosened join tie using (a, b) join entity x on x.row = tie.a join entity y on y.row = tie.b
    where tie.sentences = 0 and exists (select 1 from projection where stream = 'ties');
  delete from tie where sentences = 0;
  drop table crowd;
  drop table listed;
  drop table loosened;
  `,
  `
  -- 1: a backend refused it, and the code is that backend's id; 0: reading left it out.
  alter table rejected add column refused integer not null default 0;
  update rejected set refused = 1 where instr(message, sample || ' was refused by ') > 0;
  `,
  `
  -- Of sentences, mentions and roles; null in what an earlier version read.
  alter table reading add column checksum text;

  -- One row may stand for the many records of a file that are counted and no longer listed.
  alter table rejected add column records integer not null default 1;
  `,
  `
  -- A line may hold many records, as in JSON and XML without line feeds: nth tells those of one reason apart.
  alter table rejected rename to rejected_by_line;
  create table rejected (
    path text not null,
    line integer not null,      -- 0 where the whole file is meant
    code text not null,
    nth integer not null,       -- from 0
    message text not null,
    sample text not null,
    first_seen text not null,
    attempts integer not null,
    refused integer not null,   -- 1: a backend refused it, and the code is that backend's id; 0: reading left it out
    records integer not null,   -- that the row stands for
    primary key (path, line, code, nth)
  ) strict, without rowid;
  insert into rejected
    select path, line, code, 0, message, sample, first_seen, attempts, refused, records
    from rejected_by_line;
  drop table rejected_by_line;
  `,
  `
  -- Mentions as the text says, where the registry decided otherwise; \`mentions\` is what was decided and counted.
  alter table reading add column told text;

  -- What an article says by itself of names, in JSON: what the registry is made from.
  create table heard (
    article integer primary key,
    forms text not null
  ) strict;

  -- Which entity a form is, where it is not the one of its own id.
  create table assignment (
    form text primary key,
    entity text                 -- null: no name
  ) strict, without rowid;

  -- Where a form of one article is another entity than elsewhere. A lone name's form is "?" and how it is written.
  create table exception (
    article integer not null,
    form text not null,
    entity text,                -- null: no name here
    confidence real not null,
    why text not null,
    primary key (article, form)
  ) strict, without rowid;

  -- Ids once given never change their meaning; the earliest given wins where entities are joined.
  create table given (
    id text primary key,
    nth integer not null,
    form text not null          -- the form that the id is of
  ) strict, without rowid;

  -- Ids that are no entity now, and those that they may mean.
  create table redirect (
    id text not null,
    entity text not null,
    primary key (id, entity)
  ) strict, without rowid;
  create index redirect_entity on redirect (entity);

  -- Names that are not just the most frequent full name.
  create table entity_name (
    entity text primary key,
    name text not null
  ) strict, without rowid;

  -- Why forms are one entity: a spanning tree of each entity's forms.
  create table joined (
    a text not null,
    b text not null,
    rule text not null,
    reason text not null,
    confidence real not null,
    primary key (a, b)
  ) strict, without rowid;
  create index joined_b on joined (b);

  -- What is left to a person to decide.
  create table candidate (
    id text primary key,
    question text not null,     -- same, two
    entities text not null,     -- JSON array of ids
    reasons text not null,      -- JSON array
    articles integer not null,
    score real not null
  ) strict, without rowid;
  create index candidate_score on candidate (score desc, id);

  -- Articles whose names are to be decided anew: what is left where a run was cut short.
  create table stale (article integer primary key) strict;

  -- One row: what the registry was made from last.
  create table settled (
    one integer primary key check (one = 1),
    rev integer not null,       -- of the archive when it was done
    basis text not null         -- the rules and decisions
  ) strict;
  `,
  `
  -- What people decided about names: only ever added to, and applied in this order.
  create table decision (
    seq integer primary key autoincrement,
    id text not null unique,
    at text not null,
    author text not null,
    reason text not null,
    action text not null,       -- JSON
    imported integer not null,  -- 1: gives way to what was decided here
    state text not null,        -- waiting, active, undone, idle: as of the last round of the registry
    why text                    -- why it is idle
  ) strict;
  create index decision_waiting on decision (seq) where state = 'waiting';
  `,
  `
  -- First and last are days, as articles write them; what changes is sent again.
  update entity set first = substr(first, 1, 10), last = substr(last, 1, 10), rev = (select rev + 1 from state)
    where length(first) > 10 or length(last) > 10;
  update tie set first = substr(first, 1, 10), last = substr(last, 1, 10), rev = (select rev + 1 from state)
    where length(first) > 10 or length(last) > 10;
  update state set rev = rev + 1 where exists (select 1 from entity where entity.rev > state.rev);
  `,
  `
  -- When it was last put in place from a backup: engines that hold a later state of it are filled anew.
  alter table state add column restored text;
  `,
  `
  alter table reading add column quotations text not null default '[]';

  -- Which entity says what: \`nth\` is the position in the article's quotations.
  create table said (
    entity text not null,
    article integer not null,
    nth integer not null,
    direct integer not null,
    primary key (entity, article, nth)
  ) strict, without rowid;
  create index said_article on said (article);
  `,
  `
  -- What people keep beside the archive; no rev and no digest knows of it.
  create table collection (
    id text primary key,
    title text not null,
    note text not null,
    items text not null,        -- JSON, in their order
    created text not null,
    changed text not null
  ) strict;

  create table saved_search (
    id text primary key,
    name text not null,
    note text not null,
    search text not null,       -- its parameters, as in an address
    created text not null,
    seen text not null,
    seen_row integer not null   -- the last row of \`article\` when it was last looked at
  ) strict;
  `,
  `
  -- Keys that programs send; what is kept cannot be used as one.
  create table key (
    id text primary key,
    name text not null,
    scope text not null,        -- read, write
    hash text not null,         -- SHA-256 of the key, in hexadecimal
    created text not null,
    revoked text
  ) strict, without rowid;
  `,
  `
  -- Of more than seven names a sentence is a list, which ties nobody unless that is asked for.
  create temp table listed (article integer, sentence integer, entity integer);
  insert into listed select article, sentence, entity from named where entities between 8 and 40;
  create index temp.listed_place on listed (article, sentence);
  create temp table loosened (a integer, b integer, primary key (a, b)) without rowid;
  insert or ignore into loosened
    select x.entity, y.entity
    from listed x join listed y using (article, sentence) join tie on tie.a = x.entity and tie.b = y.entity;
  update state set rev = rev + 1 where exists (select 1 from loosened);
  update tie set
    rev = (select rev from state),
    (sentences, articles, first, last) = (
      select count(*), count(distinct x.article), min(substr(published_at, 1, 10)), max(substr(published_at, 1, 10))
      from named x join named y using (article, sentence) join article on article.row = x.article
      where x.entity = tie.a and y.entity = tie.b and x.entities <= 7
    )
    where (a, b) in (select a, b from loosened);
  insert or replace into gone
    select x.id, y.id, tie.rev
    from loosened join tie using (a, b) join entity x on x.row = tie.a join entity y on y.row = tie.b
    where tie.sentences = 0 and exists (select 1 from projection where stream = 'ties');
  delete from tie where sentences = 0;
  drop table listed;
  drop table loosened;
  `,
  `
  -- Copies of one text are a story; its number is the rev at which it was founded.
  alter table article add column story integer not null default 0;
  alter table article add column founds integer; -- 1 for the first of its story, 0 for others, null until copies were looked for
  update article set story = rev;
  create index article_story on article (story);
  create index article_unfound on article (row) where founds is null;

  alter table entity add column stories integer not null default 0;
  alter table tie add column stories integer not null default 0;
  alter table state add column stories integer not null default 0;
  update state set stories = articles, rev = rev + 1 where exists (select 1 from article);
  update entity set stories = articles, rev = (select rev from state);
  update tie set stories = articles, rev = (select rev from state);

  -- By which near-copies are found: hashes of a text's words.
  create table story_key (
    key integer not null,
    founds integer not null,    -- 1 for the first article of a story
    day integer not null,       -- since 1970; far below 0 without a date
    article integer not null,
    primary key (key, founds, day, article)
  ) strict, without rowid;

  -- Stories that became part of another.
  create table story_redirect (
    story integer primary key,
    "to" integer not null
  ) strict;
  create index story_redirect_to on story_redirect ("to");
  `,
  `
  -- 1 where a sentence names the entity only aside, as in a table or a credit, and ties it to nobody.
  alter table named add column aside integer not null default 0;

  -- The sum over a tie's sentences of 60 / (entities - 1).
  alter table tie add column weight integer not null default 0;
  create temp table tying (
    article integer, sentence integer, entity integer, weight integer, primary key (article, sentence, entity)
  ) without rowid;
  insert into tying select article, sentence, entity, 60 / (entities - 1) from named where entities between 2 and 7;
  create temp table weighed (a integer, b integer, weight integer, primary key (a, b)) without rowid;
  insert into weighed
    select x.entity, y.entity, sum(x.weight) from tying x join tying y using (article, sentence)
    where x.entity < y.entity group by 1, 2;
  update state set rev = rev + 1 where exists (select 1 from tie);
  update tie set rev = (select rev from state), weight = ifnull(
    (select weight from weighed where weighed.a = min(tie.a, tie.b) and weighed.b = max(tie.a, tie.b)), 0);
  drop table tying;
  drop table weighed;
  `,
  `
  -- Which sentences name which cities; a city is no entity.
  create table located (
    city text not null,
    article integer not null,
    sentence integer not null,
    primary key (city, article, sentence)
  ) strict, without rowid;
  create index located_article on located (article);
  `,
  `
  -- What \`dateline analyse\` found out about the whole graph; made anew by the next one, so nothing else follows from it.
  create table analysis (
    only integer primary key check (only = 1),
    version integer not null,      -- the rev of the graph that was analysed
    made text not null,
    entities integer not null,
    ties integer not null,
    sources integer not null,      -- of betweenness
    modularity real not null,
    communities text not null,     -- JSON, the largest first
    map text not null              -- JSON, column by column
  ) strict;
  create table standing (
    entity text primary key,
    kind text not null,
    name text not null,
    articles integer not null,
    degree integer not null,
    betweenness real not null,
    community text
  ) strict, without rowid;
  create index standing_betweenness on standing (betweenness desc, entity);
  create index standing_community on standing (community, betweenness desc, entity);
  `,
  `
  -- Years, months or days, where a sentence says when the role began and ended.
  alter table role add column since text;
  alter table role add column until text;
  `,
  `
  -- The keys of some days side by side, so that an import writes to few pages; copies are looked for again.
  drop table story_key;
  create table story_key (
    bucket integer not null,    -- of days; a bucket of its own for whole texts
    key integer not null,       -- a hash of some of a text's words
    founds integer not null,    -- 1 for the first article of a story
    day integer not null,       -- since 1970; far below 0 without a date
    article integer not null,
    primary key (bucket, key, founds, day, article)
  ) strict, without rowid;
  update article set founds = null;
  `,
  `
  -- 1 where the archive alone links the speaker: the way (\`via\`) of the mention is 9.
  alter table said add column inferred integer not null default 0;
  create temp table readable (row integer primary key, mentions text, quotations text);
  insert into readable select row, mentions, quotations from reading
    where mentions like '%,9,%' and json_valid(mentions) and json_valid(quotations);
  update said set inferred = (
      select ifnull(mentions ->> printf('$[%d][7]', quotations ->> printf('$[%d][2]', nth)) = 9, 0)
      from readable where row = article
    ) where article in (select row from readable);
  -- Names are written anew, with bit 30 of the sentence where the archive alone links the entity.
  create temp table linked (
    article integer, sentence integer, id text, primary key (article, sentence, id)
  ) without rowid;
  insert into linked
    select readable.row, mention.value ->> 3, mention.value ->> 5
    from readable, json_each(readable.mentions) mention
    where mention.value ->> 3 is not null and mention.value ->> 5 is not null
    group by 1, 2, 3 having min(mention.value ->> 7 = 9);
  create temp table pair (
    article integer, sentence integer, id text, code integer, entity integer, primary key (article, sentence, id)
  ) without rowid;
  insert into pair
    select article, sentence, id, iif(aside, ~marked, marked), entity from (
      select named.*, id, sentence | iif((article, sentence, id) in (select * from linked), 1 << 30, 0) as marked
      from named join entity on entity.row = named.entity where article in (select article from linked));
  update reading set names = (
      select unhex(group_concat(printf('%02X%02X%02X%02X%02X%02X%02X%02X',
        code & 255, code >> 8 & 255, code >> 16 & 255, code >> 24 & 255,
        entity & 255, entity >> 8 & 255, entity >> 16 & 255, entity >> 24 & 255), '' order by sentence, id))
      from pair where article = reading.row
    ) where row in (select article from pair);
  drop table readable; drop table linked; drop table pair;
  `,
]

export const VERSION = MIGRATIONS.length

/** Migrates the file to this version of the schema; call it in a transaction. */
export function migrate(db: DatabaseSync): void {
  for (const step of MIGRATIONS.slice(pragma(db, 'user_version'))) db.exec(step)
  db.exec(`pragma user_version = ${VERSION}; pragma application_id = ${APPLICATION_ID}`)
}

/** True for an archive of an earlier version that this one has not written yet. */
export function isOutdated(db: DatabaseSync): boolean {
  return !isEmpty(db) && pragma(db, 'user_version') < VERSION
}

export function isEmpty(db: DatabaseSync): boolean {
  return db.prepare('select 1 from sqlite_schema').get() === undefined
}

/** Throws UserError unless the file is empty, or an archive of this version or an older one. */
export function checkOurs(db: DatabaseSync, path: string): void {
  if (isEmpty(db)) return
  if (pragma(db, 'application_id') !== APPLICATION_ID) {
    throw new UserError(`${path} is a database of another program, not a Dateline archive`)
  }
  const version = pragma(db, 'user_version')
  if (version > VERSION) {
    throw new UserError(
      `${path} was written by a newer Dateline (archive version ${version}, this one reads up to ${VERSION}); update Dateline to open it`,
    )
  }
}

function pragma(db: DatabaseSync, name: 'user_version' | 'application_id'): number {
  const row = db.prepare(`pragma ${name}`).get() as Record<string, number>
  return row[name]!
}
