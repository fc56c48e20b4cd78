-- What readers of the site asked to be kept.

-- A text that can be looked at again, held each time against the ledgers as they are then. Nothing tells who kept it.
create table article (
    token text primary key,      -- random: who has the address may read it
    content bytes not null,      -- UTF-8
    size bigint not null,        -- of it, so that all can be added up
    as_of bigint not null,       -- the month that was asked for, yyyymm; 0: the latest
    kept_on bigint not null      -- day
) @tree;
