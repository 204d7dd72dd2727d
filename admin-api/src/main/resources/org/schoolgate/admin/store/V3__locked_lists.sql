-- The locked slot: one row each time a locked list was put into it. Rows are added, and never changed or deleted.
create table lockings (
    number integer not null primary key,
    locked_at bigint not null,
    locked_by varchar(100) not null,
    sha256 varchar(64) not null,
    names integer not null,
    pages integer not null
);
