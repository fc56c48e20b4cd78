-- What was said of each claim of a kept text on the day it was kept, so that what moved since can be told
-- (domain/moved.c); null: kept before this was written down.
alter table article add column said bytes;
