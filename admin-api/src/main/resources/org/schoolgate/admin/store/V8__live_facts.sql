-- What people decided for a while: one row each time. Rows are added, and never changed or deleted.
create table live_facts (
    number bigint not null primary key,
    kind varchar(32) not null,
    given_at bigint not null,
    ends_at bigint not null,
    fact text not null,
    remarks text not null
);

create index live_facts_by_kind on live_facts (kind, number);
create index live_facts_by_end on live_facts (ends_at);

-- That somebody ended one before its time: at most once each. Rows are added, and never changed or deleted.
create table live_fact_endings (
    number bigint not null primary key references live_facts (number),
    ended_at bigint not null,
    ended_by varchar(64) not null
);

insert into counters (name, value) values ('live-fact', 0);
