/* For test_verify alone: what is damaged, by which statement, and all that verify says. */

/* ---- revisions ---- */
{"a byte of a payload",
 "update revision set payload = replace(payload, 'V1', 'V9') where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"},
{"a payload that counts",
 "update revision set payload = replace(payload, '1.5', '1.6') where id = 1",
 "leaf|第 1 号修订（第 1 批第 2 行）被改动过|#|#\n"
 "link|链的第 2 环（accept）：第 1 批的内容和当时不一样|#|#\n"
 "tally|works_km 试市 202400|1500|1600\n"
 "+9\n"},
{"a payload that is no JSON",
 "update revision set payload = substr(payload, 2) where id = 1",
 "leaf|第 1 号修订（第 1 批第 2 行）被改动过|#|#\n"
 "revision|第 1 号修订的内容读不出来，没有计数||\n"
 "link|链的第 2 环（accept）：第 1 批的内容和当时不一样|#|#\n"
 "tally|works_n 试市 202400|2|1\n"
 "tally|works_n 试市 202400 到第 1 阶段的记录|2|1\n"
 "tally|works_n 试市 202400 到第 2 阶段的记录|1|0\n"
 "tally|works_km 试市 202400|1500|0\n"
 "tally|works_km 试市 202400 交来的记录|1|0\n"
 "tally|works_km 试市 202400 到第 1 阶段的记录|2|1\n"
 "tally|works_km 试市 202400 到第 2 阶段的记录|1|0\n"
 "tally|works_core 试市 202400|2|1\n"
 "tally|works_core 试市 202400 到第 1 阶段的记录|2|1\n"
 "tally|works_core 试市 202400 到第 2 阶段的记录|1|0\n"
 "+90\n"},
{"a sealed block",
 "update revision set sealed = (select w.sealed from revision w where w.id = 6) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"},
{"no sealed block",
 "update revision set sealed = null where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"},
{"a digest of contents",
 "update revision set content = (select w.content from revision w where w.id = 6) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"},
{"a short digest",
 "update revision set content = substr(content, 2) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|?\n"
 "attribution|clinics 第 5 号记录|有|不应有\n"
 "attribution|clinics 第 7 号记录|不算|算在 202405 甲二村\n"
 "attribution|cover 第 5 号记录|有|不应有\n"
 "attribution|cover 第 7 号记录|不算|算在 202405 甲一村\n"
 "attribution|people 第 5 号记录|有|不应有\n"
 "attribution|people 第 7 号记录|不算|算在 202405 甲二村\n"
 "tally|visits_n 试市 202400|4|3\n"
 "tally|people 试市 202400 交来的记录|4|3\n"
 "tally|clinics 试市 202400 交来的记录|4|3\n"
 "+61\n"},
{"a leaf",
 "update revision set leaf = (select w.leaf from revision w where w.id = 6) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"},
{"a short leaf",
 "update revision set leaf = substr(leaf, 2) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"},
{"keys of persons",
 "update revision set persons = (select w.persons from revision w where w.id = 6) where id = 5",
 "leaf|第 5 号修订（第 5 批第 2 行）被改动过|#|#\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"
 "attribution|people 第 5 号记录|有|不应有\n"
 "attribution|people 第 5 号记录|没有|应有\n"
 "attribution|people 第 6 号记录|算在 202404 乙一村|不算\n"
 "attribution|people 第 7 号记录|不算|算在 202405 甲二村\n"
 "+16\n"},
{"an organisation",
 "update revision set org = 7 where id = 1",
 "leaf|第 1 号修订（第 1 批第 2 行）被改动过|#|#\n"
 "link|链的第 2 环（accept）：第 1 批的内容和当时不一样|#|#\n"
 "+42\n"},
{"an organisation that is not there",
 "update revision set org = 99 where id = 9",
 "revision|第 9 号修订的单位（第 99 号）不在了||\n"},
{"a day",
 "update revision set day = 20240416 where id = 7",
 "leaf|第 7 号修订（第 7 批第 2 行）被改动过|#|#\n"
 "link|链的第 8 环（accept）：第 7 批的内容和当时不一样|#|#\n"
 "attribution|clinics 第 7 号记录|甲二村 20240510|甲二村 20240416\n"
 "attribution|cover 第 7 号记录|甲二村 20240510|甲二村 20240416\n"
 "attribution|people 第 7 号记录|甲二村 20240510|甲二村 20240416\n"
 "reported|visits 试市 202405|已报|未报\n"
 "+38\n"},
{"a day beyond all numbers",
 "update revision set day = day + 4294967296 where id = 9",
 "leaf|第 9 号修订（第 9 批第 2 行）被改动过|#|?\n"},
{"a row taken back",
 "update revision set void = 1 where id = 7",
 "leaf|第 7 号修订（第 7 批第 2 行）被改动过|#|#\n"
 "link|链的第 8 环（accept）：第 7 批的内容和当时不一样|#|#\n"
 "attribution|clinics 第 7 号记录|有|不应有\n"
 "attribution|cover 第 7 号记录|有|不应有\n"
 "attribution|people 第 7 号记录|有|不应有\n"
 "tally|visits_n 试市 202400|4|3\n"
 "tally|people 试市 202400 交来的记录|4|3\n"
 "tally|clinics 试市 202400 交来的记录|4|3\n"
 "reported|visits 试市 202405|已报|未报\n"
 "+31\n"},
{"a batch's revision gone",
 "delete from revision where id = 9",
 "record|第 9 号记录的第一条修订不在了||\n"
 "record|第 9 号记录的最新修订|9|0\n"},
{"a later revision gone",
 "delete from revision where id = 8",
 "link|链的第 9 环（accept）：第 8 批的内容和当时不一样|#|#\n"
 "record|第 6 号记录的现行修订|8|6\n"
 "record|第 6 号记录的最新修订|8|6\n"
 "attribution|clinics 第 6 号记录|有|不应有\n"
 "attribution|cover 第 6 号记录|有|不应有\n"
 "attribution|people 第 6 号记录|有|不应有\n"
 "attribution|people_b 第 6 号记录|有|不应有\n"
 "tally|visits_n 试市 202400|4|3\n"
 "tally|people 试市 202400|3|2\n"
 "tally|people 试市 202400 交来的记录|4|3\n"
 "tally|people_b 试市 202400|1|0\n"
 "tally|people_b 试市 202400 交来的记录|1|0\n"
 "tally|clinics 试市 202400|2|1\n"
 "tally|clinics 试市 202400 交来的记录|4|3\n"
 "tally|cover 试市 202400|2|1\n"
 "+56\n"},
{"a first revision gone",
 "delete from revision where id = 6",
 "record|第 6 号记录的第一条修订不在了||\n"
 "link|链的第 7 环（accept）：第 6 批的内容和当时不一样|#|#\n"},
{"a revision in another batch",
 "update revision set batch = 10 where id = 9",
 "revision|第 9 号修订不在第 10 批记下的号段里||\n"
 "link|链的第 10 环（accept）：第 10 批的内容和当时不一样|#|#\n"
 "record|第 9 号记录的现行修订|0|9\n"
 "reported|visits 试市 202406|未报|已报\n"
 "+4\n"},
{"a revision in no batch",
 "update revision set batch = 99 where id = 9",
 "revision|第 9 号修订所在的第 99 批不在了||\n"
 "record|第 9 号记录的最新修订|9|0\n"},
{"a revision of another owner than its record",
 "update revision set owner = owner + 1 where id = 9",
 "revision|第 9 号修订所属的单位和它的记录不同||\n"},
{"a revision too many",
 "insert into revision select 12, owner, record, batch, row, void, org, day, payload, persons, sealed, content,"
 " leaf, warned from revision where id = 5",
 "revision|第 12 号修订不在第 5 批记下的号段里||\n"
 "link|链的第 6 环（accept）：第 5 批的内容和当时不一样|#|#\n"
 "record|第 5 号记录的现行修订|5|12\n"
 "record|第 5 号记录的最新修订|5|12\n"},
{"a revision under another number",
 "update revision set id = 12 where id = 9",
 "revision|第 12 号修订不在第 9 批记下的号段里||\n"
 "record|第 9 号记录的第一条修订不在了||\n"
 "record|第 9 号记录的最新修订|9|12\n"},

/* ---- records ---- */
{"a record gone",
 "delete from record where id = 9",
 "revision|第 9 号修订说的第 9 号记录不在了||\n"},
{"a record's key",
 "update record set key = (select r.key from record r where r.id = 5) , owner = 99 where id = 9",
 "record|第 9 号记录所属的单位不在了||\n"},
{"a record's ledger gone",
 "update record set ledger = 99 where id = 9",
 "record|第 9 号记录的台账不在了||\n"},
{"a record that counts not",
 "update record set accepted = null where id = 7",
 "record|第 7 号记录的现行修订|0|7\n"
 "attribution|clinics 第 7 号记录|有|不应有\n"
 "attribution|cover 第 7 号记录|有|不应有\n"
 "attribution|people 第 7 号记录|有|不应有\n"
 "tally|visits_n 试市 202400|4|3\n"
 "tally|people 试市 202400 交来的记录|4|3\n"
 "tally|clinics 试市 202400 交来的记录|4|3\n"
 "+27\n"},
{"a record that counts what it said before",
 "update record set accepted = 6 where id = 6",
 "record|第 6 号记录的现行修订|6|8\n"
 "attribution|clinics 第 6 号记录|乙一村 20240425|乙一村 20240420\n"
 "attribution|cover 第 6 号记录|乙一村 20240425|乙一村 20240420\n"
 "attribution|people 第 6 号记录|乙一村 20240425|乙一村 20240420\n"
 "attribution|people_b 第 6 号记录|乙一村 20240425|乙一村 20240420\n"},
{"a record that counts what was not accepted",
 "update record set accepted = 9 where id = 9",
 "record|第 9 号记录的现行修订|9|0\n"
 "attribution|clinics 第 9 号记录|没有|应有\n"
 "attribution|cover 第 9 号记录|没有|应有\n"
 "attribution|people 第 9 号记录|没有|应有\n"
 "tally|visits_n 试市 202400|4|5\n"
 "tally|people 试市 202400|3|4\n"
 "tally|people 试市 202400 交来的记录|4|5\n"
 "tally|clinics 试市 202400 交来的记录|4|5\n"
 "+36\n"},
{"a record that is compared with what it said before",
 "update record set latest = 6 where id = 6",
 "record|第 6 号记录的最新修订|6|8\n"},
{"a record that is compared with nothing",
 "update record set latest = null where id = 9",
 "record|第 9 号记录的最新修订|0|9\n"},
{"records that name each other's",
 "update record set latest = case id when 1 then 2 else 1 end where id in (1, 2)",
 "record|第 1 号记录的最新修订|2|1\n"
 "record|第 2 号记录的最新修订|1|2\n"},
{"a record without revisions",
 "insert into record (id, ledger, owner, key) select 50, ledger, owner + 1, key from record where id = 5",
 "record|第 50 号记录的第一条修订不在了||\n"},

/* ---- the chain ---- */
{"a link's hash",
 "update chain set hash = root where sequence = 3",
 "link|链的第 3 环（accept）|#|#\n"
 "link|链的第 4 环（accept）接不上前一环|#|#\n"},
{"a link's root",
 "update chain set root = (select c.root from chain c where c.sequence = 2) where sequence = 3",
 "link|链的第 3 环（accept）|#|#\n"
 "link|链的第 3 环（accept）：第 2 批的内容和当时不一样|#|#\n"},
{"a link's previous",
 "update chain set previous = (select c.hash from chain c where c.sequence = 1) where sequence = 3",
 "link|链的第 3 环（accept）|#|#\n"
 "link|链的第 3 环（accept）接不上前一环|#|#\n"},
{"a link's words",
 "update chain set note = 'x' where sequence = 3",
 "link|链的第 3 环（accept）|#|#\n"},
{"a link gone",
 "delete from chain where sequence = 4",
 "link|链缺了第 4 环||\n"
 "link|链的第 5 环（accept）接不上前一环|#|#\n"
 "link|第 3 批已通过，链上却没有||\n"},
{"the last link gone",
 "delete from chain where sequence = (select max(sequence) from chain)",
 "link|第 12 批已通过，链上却没有||\n"},
{"a batch that nobody accepted",
 "update batch set state = 'accepted' where id = 9",
 "link|第 9 批已通过，链上却没有||\n"
 "record|第 9 号记录的现行修订|0|9\n"
 "reported|visits 试市 202406|未报|已报\n"
 "+4\n"},
{"a batch that does not say where its revisions are",
 "update batch set last = first - 1 where id = 10",
 "revision|第 10 号修订不在第 10 批记下的号段里||\n"},
{"a batch gone",
 "delete from batch where id = 9",
 "revision|第 9 号修订所在的第 9 批不在了||\n"
 "record|第 9 号记录的最新修订|9|0\n"},
{"a linked batch gone",
 "delete from batch where id = 10",
 "revision|第 10 号修订所在的第 10 批不在了||\n"
 "link|链的第 10 环（accept）说到的批次不在了||\n"
 "record|第 10 号记录的现行修订|10|0\n"
 "record|第 10 号记录的最新修订|10|0\n"
 "reported|visits 试市 202407|已报|未报\n"
 "+4\n"},

/* ---- counts ---- */
{"a tally",
 "update tally set value = value + 1 where indicator = 1 and org = 1 and month = 202400 and part = 0",
 "tally|works_n 试市 202400|3|2\n"},
{"a tally of a stage",
 "update tally set value = value + 1 where indicator = 1 and org = 1 and month = 202400 and part = 4",
 "tally|works_n 试市 202400 到第 2 阶段的记录|2|1\n"},
{"a tally gone",
 "delete from tally where indicator = 1 and org = 1 and month = 202400 and part = 0",
 "tally|works_n 试市 202400|0|2\n"},
{"a tally too many",
 "insert into tally (org, indicator, part, month, value) values (1, 1, 1, 202400, 5)",
 "tally|works_n 试市 202400 名册|5|0\n"},
{"a tally of nobody",
 "insert into tally (org, indicator, part, month, value) values (99, 1, 0, 202412, 5)",
 "tally|works_n ? 202412|5|0\n"},
{"a tally of nothing",
 "insert into tally (org, indicator, part, month, value) values (1, 99, 0, 202412, 5)",
 "tally|? 试市 202412|5|0\n"},
{"an attribution counted in another month",
 "update attribution set counted = 202404 where record = 5 and indicator = 6",
 "attribution|people 第 5 号记录|算在 202404 甲一村|算在 202403 甲一村\n"},
{"an attribution counted elsewhere",
 "update attribution set counted_org = 1 where record = 5 and indicator = 6",
 "attribution|people 第 5 号记录|算在 202403 试市|算在 202403 甲一村\n"},
{"an attribution not counted",
 "update attribution set counted = 0, counted_org = 0 where record = 5 and indicator = 6",
 "attribution|people 第 5 号记录|不算|算在 202403 甲一村\n"},
{"another attribution counted",
 "update attribution set counted = 202405 - counted, counted_org = 6 where indicator = 6 and record = 7",
 "attribution|people 第 7 号记录|算在 202405 甲一村|不算\n"},
{"an attribution gone",
 "delete from attribution where record = 7 and indicator = 6",
 "attribution|people 第 7 号记录|没有|应有\n"},
{"an attribution too many",
 "insert into attribution select indicator, part, subject, 2, org, day, 0, 0 from attribution where record"
 " = 5 and indicator = 6",
 "attribution|people 第 2 号记录|有|不应有\n"},
{"an attribution of no record",
 "insert into attribution select indicator, part, subject, 99, org, day, 0, 0 from attribution where"
 " record = 5 and indicator = 6",
 "attribution|people 第 99 号记录|有，记录却不在了|不应有\n"},
{"an attribution of another day",
 "update attribution set day = 20240511 where record = 7 and indicator = 6",
 "attribution|people 第 7 号记录|甲二村 20240511|甲二村 20240510\n"},
{"an attribution of another place",
 "update attribution set org = 1 where record = 7 and indicator = 6",
 "attribution|people 第 7 号记录|试市 20240510|甲二村 20240510\n"},
{"an attribution of another subject",
 "update attribution set subject = (select a.subject from attribution a where a.record = 6 and a.indicator"
 " = 6) where record = 7 and indicator = 6",
 "attribution|people 第 7 号记录|有|不应有\n"
 "attribution|people 第 7 号记录|没有|应有\n"},
{"an attribution with a short subject",
 "insert into attribution select indicator, part, substr(subject, 2), 2, org, day, 0, 0 from attribution"
 " where record = 5 and indicator = 6",
 "attribution|people 第 2 号记录|有|不应有\n"},
{"an attribution of another part",
 "insert into attribution select indicator, 2, subject, 2, org, day, 0, 0 from attribution where record ="
 " 5 and indicator = 6",
 "attribution|people 第 2 号记录|有|不应有\n"},
{"an attribution of what has none",
 "insert into attribution select 1, part, subject, record, org, day, 0, 0 from attribution where record ="
 " 5 and indicator = 6",
 "attribution|works_n 第 5 号记录|有|不应有\n"},
{"an attribution of nothing",
 "insert into attribution select 99, part, subject, record, org, day, 0, 0 from attribution where record ="
 " 5 and indicator = 6",
 "attribution|第 99 项指标不在了；第 5 号记录|有|不应有\n"},
{"a cover's roster gone",
 "delete from attribution where indicator = 9 and part = 1 and record = 3",
 "attribution|cover 第 3 号记录|没有|应有\n"},
{"a cover not counted",
 "update attribution set counted = 0, counted_org = 0 where indicator = 9 and part = 0 and record = 6",
 "attribution|cover 第 6 号记录|不算|算在 202404 乙一村\n"},
{"the bridge not counted",
 "update attribution set counted = 0, counted_org = 0 where indicator = 4",
 "attribution|bridge 第 2 号记录|不算|算在 202401 甲二村\n"},
{"a report gone",
 "delete from reported where ledger = 1 and org = 1 and month = 202401",
 "reported|works 试市 202401|未报|已报\n"},
{"a report too many",
 "insert into reported (ledger, org, month) values (1, 1, 202412)",
 "reported|works 试市 202412|已报|未报\n"},
{"a report of nobody",
 "insert into reported (ledger, org, month) values (1, 99, 202412)",
 "reported|works ? 202412|已报|未报\n"},
{"a report of nothing",
 "insert into reported (ledger, org, month) values (99, 1, 202412)",
 "reported|? ? 202412|已报|未报\n"},
{"a report of nothing to report gone",
 "delete from reported where ledger = 3 and org = 1 and month = 202402",
 "reported|roster 试市 202402|未报|已报\n"},
{"a look-up row of no revision",
 "insert into lookup select 2, 0, key, 99 from record where id = 5",
 "lookup|查找表说的第 99 号修订不在了||\n"},
{"a look-up row of no ledger",
 "insert into lookup select 99, 0, key, 5 from record where id = 5",
 "lookup|查找表说的第 99 种台账不在了||\n"},
{"two that are one person no more",
 "delete from person_link where revision = 10",
 "person|第 10 号修订说的同一人|没有|应有\n"
 "person|第 10 号修订说的同一人|没有|应有（反向）\n"},
{"half a link of a person",
 "delete from person_link where revision = 10 and key < other",
 "person|第 10 号修订说的同一人|没有|应有\n"},
{"two that became one person",
 "insert into person_link (programme, key, other, revision) select 1, a.subject, b.subject, 5 from"
 " attribution a, attribution b where a.indicator = 6 and b.indicator = 6 and (a.record = 5 and b.record ="
 " 6 or a.record = 6 and b.record = 5)",
 "person|第 5 号修订说的同一人|有|不应有\n"
 "person|第 5 号修订说的同一人|有（反向）|不应有\n"},

/* ---- programmes ---- */
{"a file of a programme",
 "update pack_file set content = substr(content, 1, length(content) - 1) where programme = 1 and name ="
 " 'organisations.csv'",
 "pack|项目 990100-2024 的文件和记下的摘要不一样|#|#\n"
 "pack|项目 990100-2024 的文件和链上的不一样|#|#\n"},
{"what was written down of the files",
 "update programme set hash = (select c.root from chain c where c.sequence = 3) where id = 1",
 "pack|项目 990100-2024 的文件和记下的摘要不一样|#|#\n"},
{"what a file was parsed to",
 "update pack_tree set tree = (select t.tree from pack_tree t where t.programme = 2 and t.name = 'programme.yaml')"
 " where programme = 1 and name = 'programme.yaml'",
 "pack|项目 990100-2024 的 programme.yaml 读好的内容|与文件不符|\n"},
{"a parsed file gone",
 "delete from pack_tree where programme = 1 and name = 'programme.yaml'",
 "pack|项目 990100-2024 的 programme.yaml 读好的内容|没有|应有\n"},
{"a parsed file too many",
 "insert into pack_tree select programme, version, 'items/9.yaml', tree from pack_tree where programme = 1 and name ="
 " 'programme.yaml'",
 "pack|项目 990100-2024 的 items/9.yaml 读好的内容|有|不应有\n"},
