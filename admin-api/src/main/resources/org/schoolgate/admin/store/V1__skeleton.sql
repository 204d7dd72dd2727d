-- Times are milliseconds since 1970; JSON is text; only types that SQLite and PostgreSQL share.

create table settings (
    name varchar(64) not null primary key,
    value text not null
);

-- Numbers that are never used twice, whatever is deleted.
create table counters (
    name varchar(64) not null primary key,
    value bigint not null
);

insert into counters (name, value) values ('entry', 0), ('incident', 0), ('policy', 0);

-- What was published last; one row.
create table published (
    epoch bigint not null,
    generation bigint not null
);

create table policies (
    version integer not null primary key,
    document text not null,
    created_at bigint not null
);

create table sources (
    name varchar(64) not null primary key,
    format varchar(32) not null,
    category varchar(64),
    file varchar(128) not null,
    size bigint not null,
    uploaded_at bigint not null,
    lists text not null
);

create table entries (
    number bigint not null primary key,
    pattern varchar(300) not null,
    action varchar(16) not null,
    note text not null,
    created_at bigint not null
);

create table gateways (
    number integer not null primary key,
    name varchar(64) not null unique,
    token_hash varchar(64) not null,
    epoch bigint,
    generation bigint,
    version varchar(64),
    health text not null,
    last_seen bigint
);

create table suspected_incidents (
    arrival bigint not null primary key,
    gateway integer not null,
    epoch bigint not null,
    sequence bigint not null,
    occurred_at bigint not null,
    received_at bigint not null,
    category varchar(64) not null,
    event text not null,
    unique (gateway, epoch, sequence)
);

create index suspected_incidents_by_category on suspected_incidents (category, arrival);
