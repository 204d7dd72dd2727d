-- Whether a source may name public suffixes, such as whole top-level domains.
alter table sources add column suffixes boolean not null default false;
