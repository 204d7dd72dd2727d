-- The people of the school, leavers among them. Sets are JSON arrays of texts, in order.
create table people (
    id varchar(64) not null primary key,
    name varchar(200) not null,
    username varchar(128),
    role varchar(64) not null,
    year_group varchar(64),
    year_since bigint,
    classes text not null,
    leaver boolean not null,
    source varchar(64) not null,
    password_hash varchar(256)
);

create table classes (
    id varchar(64) not null primary key,
    name varchar(100) not null,
    teachers text not null,
    lessons text not null,
    source varchar(64) not null
);

create table devices (
    id varchar(64) not null primary key,
    kind varchar(16) not null,
    macs text not null,
    addresses text not null,
    owner varchar(64),
    role varchar(64),
    device_groups text not null,
    trusts_ca boolean not null,
    source varchar(64) not null,
    changed_at bigint not null
);

-- Who did what to them. Rows are added, and never changed or deleted.
create table people_changes (
    number bigint not null primary key,
    changed_at bigint not null,
    changed_by varchar(64) not null,
    kind varchar(16) not null,
    subject varchar(64) not null,
    action varchar(16) not null,
    detail text not null
);

insert into counters (name, value) values ('people-change', 0);

-- Links by which people set their passwords, each once; of its token only the hash.
create table password_links (
    token_hash varchar(64) not null primary key,
    person varchar(64) not null,
    expires_at bigint not null
);
