-- Whether the names of a source mean themselves alone, and not what is below them.
alter table sources add column names_alone boolean not null default false;
