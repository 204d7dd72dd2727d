-- On what terms a source may be used, in the words of whoever uploaded it; empty where nobody said.
alter table sources add column licence varchar(200) not null default '';
