-- The store of one city. Words of types are ours (dialect.c): bigint, bytes, text; @strict a table with a row id,
-- @tree a table that is its primary key's tree; @number a number that SQLite finds rows by and @apart a line that it does
-- not read: where rows stand on several nodes, a key holds what they are placed by (docs/scale.md). Days are yyyymmdd, months yyyymm, yyyy00 the whole year.

create table meta (
    name text primary key,       -- schema, store, city, key, synthetic
    value text not null
) @tree;

create table counter (
    name text primary key,
    next bigint not null
) @tree;

create table organisation (
    id bigint primary key,
    code text not null unique,
    name text not null,
    level text not null,         -- city county township village institution, or scope
    kind text not null,
    parent bigint references organisation (id),       -- administrative: rights and ownership
    stat_parent bigint references organisation (id),  -- statistical: where it counts
    valid_from bigint not null,
    valid_to bigint not null
) @strict;
create index organisation_below on organisation (stat_parent);

create table programme (
    id bigint primary key,
    code text not null unique,
    year bigint not null,
    version bigint not null,
    hash bytes not null,
    reason text not null,
    loaded_at text not null
) @strict;

create table pack_file (
    programme bigint not null references programme (id),
    version bigint not null,
    name text not null,
    content bytes not null,
    primary key (programme, version, name)
) @tree;

-- What the YAML files of a programme's newest version parse to (format/yaml_frozen.h), so that opening a store need not
-- parse them. The files are the truth: without a tree they are read, and verify compares.
create table pack_tree (
    programme bigint not null references programme (id),
    version bigint not null,
    name text not null,
    tree bytes not null,
    primary key (programme, version, name)
) @tree;

create table ledger (
    id bigint primary key,
    programme bigint not null references programme (id),
    code text not null,
    unique (programme, code)
) @strict;

create table indicator (
    id bigint primary key,
    programme bigint not null references programme (id),
    code text not null,
    unique (programme, code)
) @strict;

create table batch (
    id bigint primary key,
    ledger bigint not null references ledger (id),
    kind text not null,          -- import, zero (a zero report), void (takes a record back)
    state text not null,         -- draft submitted accepted returned void
    org bigint not null references organisation (id),
    month bigint not null,       -- of a zero report; else 0
    file text not null,
    digest bytes,
    rows bigint not null,        -- revisions in it
    first bigint,                -- the least and the greatest of their numbers, between which others' may lie;
    last bigint,                 -- null: there are none
    reason text not null,
    handed_by text not null,
    handed_at text not null,
    decided_by text,
    decided_at text,
    decided_reason text
) @strict;
create index batch_decided on batch (ledger, state, decided_at);

-- Tables that each record brings rows to name others without a foreign key: ids are given in the transaction that writes
-- both, checking each costs a third of an import, and verify looks.

-- A record bears the number of its first revision.
-- latest: the revision that the next hand-in is compared with (batch submitted or accepted).
-- accepted: the revision that counts; null while there is none. A void revision stands there but counts nothing.
create table record (
    id bigint @number,
    ledger bigint not null,
    owner bigint not null,
    key bytes not null,
    latest bigint,
    accepted bigint,
    unique (ledger, key, owner)
    @apart , primary key (id, owner)
) @strict;

-- owner: its record's.
create table revision (
    id bigint @number,
    owner bigint not null,
    record bigint not null,
    batch bigint not null,
    row bigint not null,         -- in the file that was handed in
    void bigint not null,        -- 1: takes the record back
    org bigint not null,
    day bigint not null,
    payload text not null,       -- public fields, canonical JSON
    persons bytes,               -- blind indexes of its person fields, see revision.h
    sealed bytes,                -- personal fields, see seal.h
    content bytes not null,      -- keyed digest of the canonical row
    leaf bytes not null,
    warned text                  -- sentences of the rules that marked it
    @apart , primary key (id, owner)
) @strict;
create index revision_place on revision (org, day) where persons is null; -- what is listed holds no persons
create index revision_later on revision (record) where record <> id;
create index revision_changed on revision (batch, id) where record <> id;

-- What records can be found by for checks between records. A row may be stale: it holds while its revision is the
-- latest of its record.
create table lookup (
    ledger bigint not null,
    slot bigint not null,
    value bytes not null,
    revision bigint not null,
    primary key (ledger, slot, value, revision)
) @tree;

-- Two keys of one person, said by an accepted revision of the programme; kept in both directions.
create table person_link (
    programme bigint not null references programme (id),
    key bytes not null,
    other bytes not null,
    revision bigint not null,
    primary key (programme, key, other, revision)
) @tree;

-- The accepted records that could stand for a subject of an indicator that counts each once, and which one does:
-- counted is its month (0: another stands for the subject), counted_org where it counts. part: 0, of a cover 0 what covers, 1 the roster.
create table attribution (
    indicator bigint not null,
    part bigint not null,
    subject bytes not null,
    record bigint not null,
    org bigint not null,
    day bigint not null,
    counted bigint not null,
    counted_org bigint not null,
    primary key (indicator, part, subject, record)
) @tree;

create table attribution_move (
    id bigint @number,
    indicator bigint not null references indicator (id),
    part bigint not null,
    subject bytes not null,
    from_record bigint,
    to_record bigint,
    batch bigint,
    moved_at text not null
    @apart , primary key (id, subject)
) @strict;
create index attribution_moved on attribution_move (indicator, id);

create table tally (
    org bigint not null,
    indicator bigint not null,
    part bigint not null,
    month bigint not null,
    value bigint not null,
    primary key (org, indicator, part, month)
) @tree;

-- Months for which something was accepted (rows or a zero report), for the organisation and each above it.
create table reported (
    ledger bigint not null,
    org bigint not null,
    month bigint not null,
    primary key (ledger, org, month)
) @tree;

create table chain (
    sequence bigint primary key,
    previous bytes not null,
    kind text not null,          -- init accept void pack tree
    batch bigint references batch (id),
    root bytes not null,
    note text not null,
    actor text not null,
    at text not null,
    hash bytes not null
) @strict;
create index chain_batch on chain (batch);
